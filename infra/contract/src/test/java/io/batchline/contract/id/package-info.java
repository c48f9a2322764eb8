/// Tests of ids.
@NullMarked
package io.batchline.contract.id;

import org.jspecify.annotations.NullMarked;
