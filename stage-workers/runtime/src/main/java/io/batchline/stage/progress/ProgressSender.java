package io.batchline.stage.progress;

import io.batchline.contract.progress.Progress;
import io.batchline.contract.progress.ProgressKey;
import io.batchline.contract.topic.Topics;
import io.batchline.stage.send.Outbox;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends progress records, each at most [#TRIES] times.
final class ProgressSender {
    private static final Logger LOG = LoggerFactory.getLogger(ProgressSender.class);
    private static final int TRIES = 3;

    private final Outbox outbox;

    ProgressSender(Outbox outbox) {
        this.outbox = outbox;
    }

    /// Completes, never exceptionally, when the record is acknowledged or given up.
    CompletableFuture<Void> send(ProgressKey key, Progress progress) {
        return send(key, progress, 1);
    }

    private CompletableFuture<Void> send(ProgressKey key, Progress progress, int attempt) {
        return outbox.send(Topics.PROGRESS, key, progress, progress.timestamp())
                .exceptionallyCompose(lost -> {
                    if (attempt < TRIES) {
                        return send(key, progress, attempt + 1);
                    }
                    LOG.atError()
                            .addKeyValue("batchId", key.batchId())
                            .addKeyValue("stage", key.stage().wireId())
                            .addKeyValue("attempts", attempt)
                            .setCause(lost)
                            .log("progress could not be written; work goes on");
                    return CompletableFuture.completedFuture(null);
                });
    }
}
