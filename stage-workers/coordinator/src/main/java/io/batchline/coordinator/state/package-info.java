/// What the coordinator remembers of its batches: small values, and the one store they lie in.
///
/// Knows nothing of what follows from a value; it neither decides nor sends. A [Shelf] belongs to
/// one task and is used by that task's thread alone; the values may go anywhere.
@NullMarked
package io.batchline.coordinator.state;

import org.jspecify.annotations.NullMarked;
