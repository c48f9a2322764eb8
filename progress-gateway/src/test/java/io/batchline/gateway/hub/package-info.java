/// Tests of the shelf of the same name.
@NullMarked
package io.batchline.gateway.hub;

import org.jspecify.annotations.NullMarked;
