/// What viewers see: the newest of every batch, the progress events of the last hour, and for each
/// viewer what is newer than what it has. Knows the contract's records, nothing of Kafka, HTTP or
/// JSON.
///
/// Threads: the topics' reader alone tells the [io.batchline.gateway.hub.Board] what is new and
/// never waits for a viewer: it tells whoever watches in turn, and what they share is immutable.
@NullMarked
package io.batchline.gateway.hub;

import org.jspecify.annotations.NullMarked;
