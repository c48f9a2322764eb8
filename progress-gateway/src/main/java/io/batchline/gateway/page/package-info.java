/// The page that people look at: its files, the libraries it needs, and what browsers are told of
/// them. What it shows it asks of the API, as its user.
@NullMarked
package io.batchline.gateway.page;

import org.jspecify.annotations.NullMarked;
