/// The live stream of a batch as server-sent events. Knows the hub and HTTP, nothing of Kafka.
///
/// Threads: each stream is written by a virtual thread of its own, the only one that touches its
/// response. A slow reader blocks that thread and nothing else.
@NullMarked
package io.batchline.gateway.sse;

import org.jspecify.annotations.NullMarked;
