/// Ingest against a real broker and a real database.
@NullMarked
package io.batchline.ingest;

import org.jspecify.annotations.NullMarked;
