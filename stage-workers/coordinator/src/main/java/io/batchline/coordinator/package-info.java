/// The one authority on a batch: it releases stages and items to the workers, holds their leases,
/// folds their events and decides what comes next, in Kafka Streams with exactly-once transactions.
///
/// The door is [Coordinator][io.batchline.coordinator.Coordinator]; what is decided lies in
/// `decide`, what is stored in `state`, what is done in `live`, and Streams in `topology`. Knows
/// the contract and the broker; never a workload, HTTP or a database. Each partition's batches
/// belong to one stream thread; the door may be used from any thread.
@NullMarked
package io.batchline.coordinator;

import org.jspecify.annotations.NullMarked;
