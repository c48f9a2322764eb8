/// What a worker process announces of itself.
@NullMarked
package io.batchline.contract.worker;

import org.jspecify.annotations.NullMarked;
