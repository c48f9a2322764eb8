/// The live stream of a batch as server-sent events. Knows the hub and HTTP, nothing of Kafka.
///
/// Threads: a few lanes write all streams of batches. Each viewer belongs to one lane, whose thread
/// alone touches its state and never waits for a client: what a client does not take at once goes
/// on by itself, and the lane is told. The older streams of single items look at the database and
/// have a virtual thread each.
@NullMarked
package io.batchline.gateway.sse;

import org.jspecify.annotations.NullMarked;
