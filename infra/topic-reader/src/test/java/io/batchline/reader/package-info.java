/// Tests of reading whole topics.
@NullMarked
package io.batchline.reader;

import org.jspecify.annotations.NullMarked;
