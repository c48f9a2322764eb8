@NullMarked
package io.batchline.gateway.analytics;

import org.jspecify.annotations.NullMarked;
