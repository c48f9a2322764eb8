@NullMarked
package io.batchline.ingest.batch;

import org.jspecify.annotations.NullMarked;
