@NullMarked
package io.batchline.workload.rehearsal;

import org.jspecify.annotations.NullMarked;
