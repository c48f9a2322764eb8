package io.batchline.coordinator.decide;

import io.batchline.contract.batch.BatchCommand;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.WorkerId;
import io.batchline.contract.progress.ProgressKey;
import io.batchline.contract.progress.ProgressStage;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.stage.StageKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// What a delete command makes of a batch, and every other command of one that is deleted.
///
/// Whether a batch may be deleted was decided where it was asked for, and its row is gone by then:
/// so here a delete always counts, and a batch that goes on all the same is forgotten as it stands.
/// It counts once; the mark that it leaves outlives every record that speaks of the batch.
public sealed interface DeletionRule {
    /// Commands are kept for 30 days; what was read in anew after a loss is as old at most.
    Duration MARK_KEPT = Duration.ofDays(40);

    /// Everything of it goes.
    ///
    /// @param progress the keys under which anything may have been told of it
    record Forget(BatchId batch, List<ProgressKey> progress) implements DeletionRule {
        public Forget {
            progress = List.copyOf(progress);
        }
    }

    /// It went before.
    record Gone() implements DeletionRule {}

    /// @param deleted whether it has the mark of a deleted batch
    /// @param workers all that ever had an item of it
    static DeletionRule of(BatchCommand command, boolean deleted, Collection<WorkerId> workers) {
        return switch (command) {
            case BatchCommand.Delete(BatchId batch, _, _) when !deleted ->
                    new Forget(batch, keys(batch, workers));
            case BatchCommand.Delete _,
                    BatchCommand.Create _,
                    BatchCommand.Uploading _,
                    BatchCommand.UploadAborted _,
                    BatchCommand.Uploaded _,
                    BatchCommand.Start _,
                    BatchCommand.Cancel _,
                    BatchCommand.Pause _,
                    BatchCommand.Resume _,
                    BatchCommand.Change _,
                    BatchCommand.Retry _,
                    BatchCommand.Review _ ->
                    new Gone();
        };
    }

    private static List<ProgressKey> keys(BatchId batch, Collection<WorkerId> workers) {
        var keys = new ArrayList<ProgressKey>();
        for (ProgressStage stage : ProgressStage.values()) {
            keys.add(ProgressKey.of(batch, stage));
        }
        for (Stage stage : Stage.values()) {
            if (stage.kind() == StageKind.PER_ITEM) {
                workers.forEach(worker ->
                        keys.add(new ProgressKey(batch, ProgressStage.of(stage), worker)));
            }
        }
        return keys;
    }
}
