/// Tests of the reader as a whole.
@NullMarked
package io.batchline.workload.sheets.read;

import org.jspecify.annotations.NullMarked;
