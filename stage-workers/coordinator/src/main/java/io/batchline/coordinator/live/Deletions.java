package io.batchline.coordinator.live;

import io.batchline.contract.batch.BatchCommand;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.progress.ProgressKey;
import io.batchline.contract.topic.Topics;
import io.batchline.coordinator.decide.DeletionRule;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Batches that are deleted: their newest values leave the topics, and the shelf keeps a mark.
final class Deletions {
    private static final Logger LOG = LoggerFactory.getLogger(Deletions.class);

    private final Desk desk;
    private final LiveBatches batches;

    Deletions(Desk desk, LiveBatches batches) {
        this.desk = desk;
        this.batches = batches;
    }

    /// Of a delete command, or of any other for a batch that is deleted.
    Plan of(BatchCommand command) {
        BatchId id = command.batchId();
        var rule = DeletionRule.of(command, desk.shelf().isDeleted(id), desk.shelf().workers(id));
        return switch (rule) {
            case DeletionRule.Gone() -> Plan.NOTHING;
            case DeletionRule.Forget(BatchId batch, List<ProgressKey> progress) ->
                    new Plan.Steps(() -> forget(batch, progress));
        };
    }

    private void forget(BatchId id, List<ProgressKey> progress) {
        Instant now = desk.now();
        batches.delete(id, now);
        for (ProgressKey key : progress) {
            desk.send(Topics.PROGRESS.tombstone(key, Desk.SOURCE, now));
        }
        desk.send(Topics.BATCHES.tombstone(id, Desk.SOURCE, now));
        LOG.atInfo().addKeyValue("batch", id).log("batch deleted");
    }
}
