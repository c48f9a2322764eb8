/// Items: found by extract, and what happens to each.
@NullMarked
package io.batchline.contract.item;

import org.jspecify.annotations.NullMarked;
