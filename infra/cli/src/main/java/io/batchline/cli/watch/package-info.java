/// Follows batches to their ends: a virtual thread for each, one board for all.
@NullMarked
package io.batchline.cli.watch;

import org.jspecify.annotations.NullMarked;
