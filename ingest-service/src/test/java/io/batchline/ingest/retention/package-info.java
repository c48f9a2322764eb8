@NullMarked
package io.batchline.ingest.retention;

import org.jspecify.annotations.NullMarked;
