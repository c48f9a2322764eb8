/// Sources on their way into the blob store: one upload per batch at a time, in constant memory,
/// with its progress.
///
/// Knows streams, not HTTP. An upload runs on the thread that brought it.
@NullMarked
package io.batchline.ingest.upload;

import org.jspecify.annotations.NullMarked;
