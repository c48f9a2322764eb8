@NullMarked
package io.batchline.testkit.events;

import org.jspecify.annotations.NullMarked;
