/// Tests of what is decided about a batch without anything around.
@NullMarked
package io.batchline.contract.batch;

import org.jspecify.annotations.NullMarked;
