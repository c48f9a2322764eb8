/// Work that nobody asks for and that comes round again and again.
@NullMarked
package io.batchline.ingest.rounds;

import org.jspecify.annotations.NullMarked;
