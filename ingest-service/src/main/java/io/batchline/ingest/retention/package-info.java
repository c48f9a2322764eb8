/// How long a tenant's things are kept, and the rounds that remove what is due.
///
/// Knows blobs and rows, neither HTTP nor Kafka. What is due is decided by a pure function; whole
/// batches go the way of every deletion.
@NullMarked
package io.batchline.ingest.retention;

import org.jspecify.annotations.NullMarked;
