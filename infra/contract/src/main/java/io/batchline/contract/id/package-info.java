/// Ids as types, so that a batch is never passed where an item is meant. Each checks itself.
@NullMarked
package io.batchline.contract.id;

import org.jspecify.annotations.NullMarked;
