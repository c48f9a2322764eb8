@NullMarked
package io.batchline.client;

import org.jspecify.annotations.NullMarked;
