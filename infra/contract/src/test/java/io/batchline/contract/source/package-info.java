/// Tests of sources that one program writes and another reads.
@NullMarked
package io.batchline.contract.source;

import org.jspecify.annotations.NullMarked;
