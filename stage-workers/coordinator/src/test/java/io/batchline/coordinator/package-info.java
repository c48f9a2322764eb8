/// Whole lives of batches in a coordinator without a broker, and with one.
@NullMarked
package io.batchline.coordinator;

import org.jspecify.annotations.NullMarked;
