/// Every decision about a batch, as functions over values: what a command, an event, a lease's end
/// or the passing of time makes of a state.
///
/// Knows no store, no topic and no clock; time comes in as a value. Nothing here changes anything,
/// so all of it may be called from any thread and tried without a broker.
@NullMarked
package io.batchline.coordinator.decide;

import org.jspecify.annotations.NullMarked;
