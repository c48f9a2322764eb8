package io.batchline.coordinator.decide;

import io.batchline.contract.batch.Batch;
import io.batchline.contract.batch.Counts;
import io.batchline.contract.batch.StageRow;
import io.batchline.contract.batch.StageState;
import io.batchline.contract.progress.Progress;
import io.batchline.contract.progress.ProgressStage;
import io.batchline.contract.progress.WaitingReason;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.stage.StageKind;
import io.batchline.coordinator.state.BatchState;
import io.batchline.coordinator.state.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// The progress that the coordinator writes: of the per-item stages, of a per-batch stage that
/// waits, and of a batch's end. The numbers of a per-item stage are all of the batch's items: those
/// that ended before count as done.
public record Headline(BatchState state, Tally tally, Rate rate, Waiting waiting, Instant now) {
    private static final double MILLIS = 1000;

    /// Of the stage that the batch is in.
    public Progress ofStage(Stage stage) {
        double percent = percent(stage);
        ProgressStage in = ProgressStage.of(stage);
        boolean perItem = stage.kind() == StageKind.PER_ITEM;
        return progress(
                in,
                perItem ? counted(stage) : state.batch().definition().labels().of(in),
                percent,
                in.batchPercentage(percent),
                done(stage));
    }

    /// Of the end: completed, failed or cancelled.
    public Progress ofEnd() {
        Counts counts = state.batch().counts();
        return switch (state.status()) {
            case COMPLETED ->
                    progress(
                            ProgressStage.COMPLETED,
                            completed(counts),
                            100,
                            100,
                            counts.terminal());
            case FAILED -> stopped(ProgressStage.FAILED, reason(), counts);
            case CANCELLED ->
                    stopped(
                            ProgressStage.CANCELLED,
                            "%s: %d of %d %s were done"
                                    .formatted(
                                            reason(),
                                            counts.succeeded() + counts.failed(),
                                            counts.total(),
                                            noun()),
                            counts);
            case PENDING, UPLOADING, PROCESSING, PAUSED, CANCELLING ->
                    throw new IllegalStateException(
                            "batch %s is %s, not ended"
                                    .formatted(state.id(), state.status().wireId()));
        };
    }

    /// How far a stage is, 0 to 100.
    public double percent(Stage stage) {
        StageRow row = state.batch().row(stage);
        if (row.state() == StageState.FINISHED
                || (stage == Stage.EXTRACT && state.announced() != null)) {
            return 100;
        }
        if (stage.kind() == StageKind.PER_ITEM) {
            return Percent.of(done(stage), state.total());
        }
        return row.total() == 0 ? 0 : Percent.of(row.done(), row.total());
    }

    /// Items that a stage is done with; for a per-batch stage those of the whole batch.
    public int done(Stage stage) {
        return stage == Stage.ORGANIZE ? tally.organized() : tally.ended();
    }

    private Progress stopped(ProgressStage end, String message, Counts counts) {
        Stage stage = state.stage();
        double percent = stage == null ? 0 : percent(stage);
        double batch;
        if (stage != null) {
            batch = ProgressStage.of(stage).batchPercentage(percent);
        } else {
            boolean uploaded = state.batch().source() != null;
            batch = ProgressStage.UPLOADING.batchPercentage(uploaded ? 100 : 0);
        }
        return progress(end, message, percent, batch, counts.terminal());
    }

    private Progress progress(
            ProgressStage in, String message, double percent, double batchPercent, long done) {
        Batch batch = state.batch();
        Stage stage = state.stage();
        Counts counts = in.isTerminal() ? batch.counts() : tally.counts();
        Instant stageStart = stage == null ? null : batch.row(stage).startedAt();
        boolean moving = !in.isTerminal() && waiting.reason().isEmpty();
        return new Progress(
                state.id(),
                batch.generation(),
                in,
                batch.definition().labels().of(in),
                message,
                percent,
                batchPercent,
                in.isTerminal() ? counts.total() : state.total(),
                done,
                counts.failed(),
                counts.running(),
                seconds(batch.times().startedAt()),
                seconds(stageStart),
                moving ? eta(done) : null,
                in.isTerminal() ? overall(counts) : tenths(rate.perSecond()),
                waiting.stalled(),
                waiting.reason().map(WaitingReason::text).orElse(null),
                now);
    }

    private @Nullable Double eta(long done) {
        Stage stage = state.stage();
        if (stage == null || stage.kind() != StageKind.PER_ITEM) {
            return null;
        }
        OptionalDouble seconds = rate.secondsFor((int) (state.total() - done), now);
        return seconds.isPresent() ? (Double) tenths(seconds.getAsDouble()) : null;
    }

    private double overall(Counts counts) {
        double seconds = seconds(state.batch().times().startedAt());
        return seconds == 0 ? 0 : tenths((counts.succeeded() + counts.failed()) / seconds);
    }

    private String counted(Stage stage) {
        return "Progress: %d/%d %s".formatted(done(stage), state.total(), noun());
    }

    private String completed(Counts counts) {
        return counts.failed() == 0
                ? "Completed: all %d %s succeeded".formatted(counts.total(), noun())
                : "Completed: %d of %d %s succeeded, %d failed"
                        .formatted(counts.succeeded(), counts.total(), noun(), counts.failed());
    }

    private String reason() {
        Batch.BatchEnd reason = state.batch().reason();
        return reason == null ? state.status().wireId() : reason.message();
    }

    private String noun() {
        return state.batch().definition().labels().items();
    }

    private double seconds(@Nullable Instant since) {
        return since == null ? 0 : Math.max(0, Duration.between(since, now).toMillis() / MILLIS);
    }

    private static double tenths(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
