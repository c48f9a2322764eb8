/// The edge that both HTTP services share: the server, who is asking, how errors look, limits,
/// health and metrics.
///
/// Knows accounts, sessions and HTTP, never Kafka and nothing of batches. Handlers run each on a
/// virtual thread of their own and may block; everything public here may be used from any of them.
@NullMarked
package io.batchline.http;

import org.jspecify.annotations.NullMarked;
