/// The batches that have not ended, as one task leads them: what is decided of an event is stored,
/// sent and told here.
///
/// Everything in memory is an index over the [Shelf][io.batchline.coordinator.state.Shelf] and is
/// built anew from it; nothing here is the only copy of anything. Knows no Streams but the store
/// behind the shelf: records leave through an [Outbox][io.batchline.coordinator.live.Outbox]. All
/// of it belongs to one task's thread.
@NullMarked
package io.batchline.coordinator.live;

import org.jspecify.annotations.NullMarked;
