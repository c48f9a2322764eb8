package io.batchline.projector;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.batchline.contract.batch.Batch;
import io.batchline.contract.batch.BatchDefinition;
import io.batchline.contract.batch.BatchLimits;
import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.batch.Counts;
import io.batchline.contract.batch.Labels;
import io.batchline.contract.batch.Priority;
import io.batchline.contract.batch.StageRow;
import io.batchline.contract.batch.StageState;
import io.batchline.contract.batch.StartMode;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.TenantId;
import io.batchline.contract.progress.ProgressStage;
import io.batchline.contract.stage.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// A batch as the coordinator tells of it, stage by stage, each of ten seconds.
final class BatchLife {
    static final int STAGE_SECONDS = 10;

    private final BatchDefinition definition;
    private final Instant begin;
    private final Map<Stage, StageRow> rows = new EnumMap<>(Stage.class);
    private int generation = 1;
    private Instant now;

    BatchLife(BatchId id, Instant begin) {
        this.begin = begin;
        this.now = begin;
        definition =
                new BatchDefinition(
                        id,
                        TenantId.DEFAULT,
                        "admin",
                        "answer-sheets",
                        "a test",
                        "r1",
                        Priority.NORMAL,
                        new BatchLimits(OptionalInt.empty(), Duration.ofMinutes(1), 3, 100),
                        StartMode.AUTO,
                        JsonNodeFactory.instance.objectNode(),
                        new Labels(Map.of(ProgressStage.EXTRACTING, "Extracting scans"), "sheets"),
                        begin.minusSeconds(2));
        for (Stage stage : Stage.values()) {
            rows.put(stage, StageRow.waiting(stage));
        }
    }

    /// The stages to this one done, and the next begun.
    BatchLife through(Stage last) {
        for (Stage stage : Stage.values()) {
            StageRow row = rows.getOrDefault(stage, StageRow.waiting(stage));
            if (stage.compareTo(last) <= 0 && row.finishedAt() == null) {
                Instant started = now;
                now = now.plusSeconds(STAGE_SECONDS);
                rows.put(
                        stage,
                        new StageRow(stage, StageState.FINISHED, 1, 2, 2, List.of(), started, now));
            }
        }
        last.next()
                .ifPresent(next ->
                        rows.put(
                                next,
                                new StageRow(
                                        next, StageState.RUNNING, 1, 0, 2, List.of(), now, null)));
        return this;
    }

    /// A retry, an hour later.
    BatchLife retried(boolean keepsItems) {
        generation++;
        now = now.plusSeconds(3600);
        for (Stage stage : Stage.values()) {
            if (stage != Stage.EXTRACT || !keepsItems) {
                rows.put(stage, StageRow.waiting(stage));
            }
        }
        Stage first = keepsItems ? Stage.ORGANIZE : Stage.EXTRACT;
        rows.put(first, new StageRow(first, StageState.RUNNING, 1, 0, 2, List.of(), now, null));
        return this;
    }

    Batch is(BatchStatus status) {
        boolean ended = status.isTerminal();
        boolean badly = ended && status != BatchStatus.COMPLETED;
        return new Batch(
                definition,
                status,
                Stage.EXTRACT,
                generation,
                0,
                new Counts(2, 0, 0, 0, 2, 0, 0),
                List.copyOf(rows.values()),
                null,
                badly ? new Batch.BatchEnd("a_cause", "A sentence.") : null,
                null,
                null,
                new Batch.BatchTimes(begin, ended ? now : null, now));
    }
}
