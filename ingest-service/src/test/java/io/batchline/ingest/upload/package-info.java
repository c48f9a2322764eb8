/// The pure parts of uploads.
@NullMarked
package io.batchline.ingest.upload;

import org.jspecify.annotations.NullMarked;
