/// The seven stages, and what happens to a run of a per-batch one.
@NullMarked
package io.batchline.contract.stage;

import org.jspecify.annotations.NullMarked;
