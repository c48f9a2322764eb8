@NullMarked
package io.batchline.testkit.api;

import org.jspecify.annotations.NullMarked;
