/// The forms of the protocol's headers.
@NullMarked
package io.batchline.ingest.http.tus;

import org.jspecify.annotations.NullMarked;
