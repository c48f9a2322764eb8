/// Commands about batches that are there: looking at them, steering them, deciding on what is in
/// doubt, fetching what came of them. Each is a request or a few, printed.
@NullMarked
package io.batchline.cli.batches;

import org.jspecify.annotations.NullMarked;
