/// The document of the API: made from the routes, and held against them.
@NullMarked
package io.batchline.system.api;

import org.jspecify.annotations.NullMarked;
