/// What the coordinator mends of the broker, because its batches would stand still otherwise.
@NullMarked
package io.batchline.coordinator.repair;

import org.jspecify.annotations.NullMarked;
