/// The one loop that polls for every stage and for the projector, and the order in which what it
/// polled is drawn. Knows records, partitions and offsets; nothing of stages, items or events.
///
/// Everything here is used by the loop's own platform thread, except where a method says otherwise.
@NullMarked
package io.batchline.stage.loop;

import org.jspecify.annotations.NullMarked;
