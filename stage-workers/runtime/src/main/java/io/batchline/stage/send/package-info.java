/// What a worker process writes to Kafka goes through here: one producer, acknowledgements as
/// futures, and the place for records that nobody can read. May be used from any thread; nothing
/// waits here.
@NullMarked
package io.batchline.stage.send;

import org.jspecify.annotations.NullMarked;
