/// The coordinator as a Streams program: its topology, its properties, its bounds on memory, and
/// the one processor that turns bytes into plans and plans into records.
///
/// Decides nothing of a batch. Everything is read as bytes, so that what can't be read becomes a
/// dead letter here and no handler of Streams ever sees it. A processor belongs to one stream
/// thread.
@NullMarked
package io.batchline.coordinator.topology;

import org.jspecify.annotations.NullMarked;
