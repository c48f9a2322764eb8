/// The progress records that clients see, as they see them.
@NullMarked
package io.batchline.contract.progress;

import org.jspecify.annotations.NullMarked;
