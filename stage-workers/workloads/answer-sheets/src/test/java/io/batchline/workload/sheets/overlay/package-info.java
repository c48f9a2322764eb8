@NullMarked
package io.batchline.workload.sheets.overlay;

import org.jspecify.annotations.NullMarked;
