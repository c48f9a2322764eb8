/// Tests of the workload without work.
@NullMarked
package io.batchline.workload.rehearsal;

import org.jspecify.annotations.NullMarked;
