/// Sources that ingest writes and extract reads: items that came with a request, line by line.
@NullMarked
package io.batchline.contract.source;

import org.jspecify.annotations.NullMarked;
