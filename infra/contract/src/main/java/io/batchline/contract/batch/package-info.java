/// A batch: what was asked for, what was commanded, and what the coordinator says of it.
@NullMarked
package io.batchline.contract.batch;

import org.jspecify.annotations.NullMarked;
