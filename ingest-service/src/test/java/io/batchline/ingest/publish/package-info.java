/// What progress says of chunks.
@NullMarked
package io.batchline.ingest.publish;

import org.jspecify.annotations.NullMarked;
