/// The decisions, one by one.
@NullMarked
package io.batchline.coordinator.decide;

import org.jspecify.annotations.NullMarked;
