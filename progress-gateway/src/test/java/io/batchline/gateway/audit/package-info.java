@NullMarked
package io.batchline.gateway.audit;

import org.jspecify.annotations.NullMarked;
