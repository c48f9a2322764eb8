/// Reads whole topics, every partition from its beginning, without a consumer group: for programs
/// that keep a picture of a compacted topic in memory. Knows bytes and positions, nothing of what
/// travels. A [io.batchline.reader.TopicReader] owns one thread; that thread alone touches the
/// consumer and calls the listener.
@NullMarked
package io.batchline.reader;

import org.jspecify.annotations.NullMarked;
