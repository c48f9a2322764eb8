/// Tests of what is read from the topics.
@NullMarked
package io.batchline.gateway.reader;

import org.jspecify.annotations.NullMarked;
