/// Tests of what two programs say of an item without telling each other.
@NullMarked
package io.batchline.contract.source;

import org.jspecify.annotations.NullMarked;
