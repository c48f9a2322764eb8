/// The pure parts of the routes.
@NullMarked
package io.batchline.ingest.http;

import org.jspecify.annotations.NullMarked;
