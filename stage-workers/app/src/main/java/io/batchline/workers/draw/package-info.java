/// Pictures of items on request: one thread that listens at the database for requests of the
/// gateway, has the workload draw, and keeps what comes of it as a blob. Beside Kafka: a picture
/// that nobody waits for any more need not be drawn.
@NullMarked
package io.batchline.workers.draw;

import org.jspecify.annotations.NullMarked;
