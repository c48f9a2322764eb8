package io.batchline.contract.batch;

import io.batchline.contract.stage.Stage;
import io.batchline.contract.stage.StageOutput;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One stage of a batch as the coordinator sees it.
///
/// @param run the run that counts; 0 before the first
/// @param startedAt when its first run was released; null before
public record StageRow(
        Stage stage,
        StageState state,
        int run,
        long done,
        long total,
        List<StageOutput> outputs,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {
    public StageRow {
        outputs = List.copyOf(outputs);
    }

    /// A stage that has not begun.
    public static StageRow waiting(Stage stage) {
        return new StageRow(stage, StageState.WAITING, 0, 0, 0, List.of(), null, null);
    }
}
