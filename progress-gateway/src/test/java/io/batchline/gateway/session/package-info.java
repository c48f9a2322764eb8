/// Tests of the shelf of the same name.
@NullMarked
package io.batchline.gateway.session;

import org.jspecify.annotations.NullMarked;
