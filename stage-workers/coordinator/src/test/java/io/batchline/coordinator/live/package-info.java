/// Batches led through anything that may happen, in any order.
@NullMarked
package io.batchline.coordinator.live;

import org.jspecify.annotations.NullMarked;
