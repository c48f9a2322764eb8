/// The reading half of the HTTP API: batches, their progress, items, results and files. Reads the
/// hub, the read model in PostgreSQL and the blob store; knows nothing of Kafka and changes
/// nothing.
///
/// Threads: handlers may run on any thread and several at once.
@NullMarked
package io.batchline.gateway.rest;

import org.jspecify.annotations.NullMarked;
