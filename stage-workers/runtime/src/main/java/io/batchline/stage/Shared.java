package io.batchline.stage;

import io.batchline.stage.send.Outbox;
import java.util.concurrent.Semaphore;

/// What all stages of a process share.
///
/// @param cores one permit for each task that may compute at once
record Shared(RuntimeConfig config, Outbox outbox, BatchBoard board, Semaphore cores) {}
