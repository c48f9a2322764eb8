/// Tests of the shelf of the same name.
@NullMarked
package io.batchline.gateway.sse;

import org.jspecify.annotations.NullMarked;
