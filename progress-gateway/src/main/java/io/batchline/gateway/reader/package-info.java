/// From the bytes of `progress`, `batches` and `workers` to what the hub is told. Knows Kafka's
/// records and the contract, nothing of HTTP, and never writes.
///
/// Threads: each feed is called by the one thread of its topic reader.
@NullMarked
package io.batchline.gateway.reader;

import org.jspecify.annotations.NullMarked;
