/// Tests of the whole gateway against a real broker and a real database.
@NullMarked
package io.batchline.gateway;

import org.jspecify.annotations.NullMarked;
