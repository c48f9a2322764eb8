package io.batchline.gateway.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.batchline.contract.batch.Batch;
import io.batchline.contract.batch.BatchSource;
import io.batchline.contract.batch.StageRow;
import io.batchline.contract.batch.StageState;
import io.batchline.contract.progress.Progress;
import io.batchline.contract.progress.ProgressStage;
import io.batchline.contract.stage.Stage;
import io.batchline.gateway.hub.ProgressEvent;
import io.batchline.gateway.session.Removals;
import io.batchline.gateway.session.VisibleBatch;
import io.batchline.http.Removal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything that is known of a batch.
///
/// @param files the names of what can be downloaded now
/// @param failures the failed items by their cause
/// @param interrupted what became of the items that were running when the batch was cancelled, or
///   stopped because too many had failed; the first hundred
@JsonInclude(JsonInclude.Include.ALWAYS)
record StatusAnswer(
        @JsonUnwrapped BatchAnswer batch,
        DefinitionAnswer definition,
        int generation,
        List<StageAnswer> stages,
        @Nullable SourceAnswer source,
        Batch.@Nullable BatchEnd reason,
        double elapsedSeconds,
        @Nullable Double etaSeconds,
        boolean stalled,
        List<String> files,
        @Nullable Instant sourceRemovedAt,
        @Nullable Instant resultsRemovedAt,
        List<FailureAnswer> failures,
        List<ItemAnswer> interrupted) {

    /// One of the seven stages.
    ///
    /// @param seconds from its start to its end, or to now
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record StageAnswer(
            Stage stage,
            String label,
            StageState state,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable Double seconds,
            long done,
            long total) {}

    /// What was uploaded.
    record SourceAnswer(String fileName, long size) {}

    static StatusAnswer of(
            VisibleBatch visible,
            BatchAnswer listed,
            Instant now,
            List<FailureAnswer> failures,
            List<ItemAnswer> interrupted) {
        Batch batch = visible.batch();
        Removals removals = visible.removals();
        boolean over = batch.status().isTerminal();
        Progress newest = over ? null : visible.newest().map(ProgressEvent::progress).orElse(null);
        Double elapsed = seconds(batch.times().startedAt(), batch.times().completedAt(), now);
        return new StatusAnswer(
                listed,
                DefinitionAnswer.of(visible),
                batch.generation(),
                batch.stages().stream().map(row -> stage(batch, row, now)).toList(),
                source(batch.source()),
                batch.reason(),
                elapsed == null ? 0 : elapsed,
                newest == null ? null : newest.etaSeconds(),
                newest != null && newest.stalled(),
                removals.results() == null ? Download.names(batch) : List.of(),
                at(removals.source()),
                at(removals.results()),
                failures,
                interrupted);
    }

    private static StageAnswer stage(Batch batch, StageRow row, Instant now) {
        Instant end = row.finishedAt() == null ? batch.times().completedAt() : row.finishedAt();
        return new StageAnswer(
                row.stage(),
                batch.definition().labels().of(ProgressStage.of(row.stage())),
                row.state(),
                row.startedAt(),
                row.finishedAt(),
                seconds(row.startedAt(), end, now),
                row.done(),
                row.total());
    }

    private static @Nullable Instant at(@Nullable Removal removal) {
        return removal == null ? null : removal.at();
    }

    private static @Nullable SourceAnswer source(@Nullable BatchSource source) {
        return source == null ? null : new SourceAnswer(source.fileName(), source.size());
    }

    /// Seconds with three decimals; null before the start.
    static @Nullable Double seconds(@Nullable Instant from, @Nullable Instant to, Instant now) {
        if (from == null) {
            return null;
        }
        Duration took = Duration.between(from, to == null ? now : to);
        return Math.max(0, took.toMillis()) / 1000.0;
    }
}
