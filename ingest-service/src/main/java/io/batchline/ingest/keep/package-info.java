/// Where files of a batch are kept and removed that no upload brings: the items of a request as a
/// source, and what a deleted batch leaves.
///
/// Knows blobs and rows, neither HTTP nor Kafka.
@NullMarked
package io.batchline.ingest.keep;

import org.jspecify.annotations.NullMarked;
