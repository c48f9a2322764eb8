/// Reads the dead letters and writes them back, on Kafka itself.
///
/// Knows records and where they lie, nothing of what they say. What is read is handed over on the
/// topic reader's one thread while the caller waits; nothing is handed over after that.
@NullMarked
package io.batchline.cli.letters;

import org.jspecify.annotations.NullMarked;
