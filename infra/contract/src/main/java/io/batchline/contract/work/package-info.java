/// What the coordinator hands out: a stage of a batch to run, an item to work on.
@NullMarked
package io.batchline.contract.work;

import org.jspecify.annotations.NullMarked;
