/// The five per-batch stages, one small class each: a function from a run to an outcome. They know
/// blobs, the database and the workload's door; nothing of polling, leases or events. Each streams:
/// memory does not grow with the batch. Called from the runtime's threads, several at once.
@NullMarked
package io.batchline.workers.stage;

import org.jspecify.annotations.NullMarked;
