package io.batchline.projector;

import io.batchline.contract.batch.Batch;
import io.batchline.contract.batch.BatchDefinition;
import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.batch.StageRow;
import io.batchline.contract.batch.StageState;
import io.batchline.contract.progress.ProgressStage;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.webhook.BatchNews;
import io.batchline.contract.webhook.WebhookEvent;
import io.batchline.contract.webhook.WebhookKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Everything that has happened to a batch in its present generation, as its newest state tells it.
/// Pure. A state tells again what those before it told, under the same ids: whoever has missed one
/// misses no event of that generation.
final class BatchEvents {
    private static final double MILLIS = 1000;

    private final Batch batch;
    private final List<WebhookEvent<BatchNews>> events = new ArrayList<>();

    private BatchEvents(Batch batch) {
        this.batch = batch;
    }

    static List<WebhookEvent<BatchNews>> of(Batch batch) {
        var told = new BatchEvents(batch);
        told.tell();
        return told.events;
    }

    private void tell() {
        Instant begun = begun();
        if (begun == null) {
            // Cancelled before anything was done; or a state of which the beginning is not known.
            end();
            return;
        }
        add(WebhookKind.STARTED, begun, BatchStatus.PROCESSING, null);
        for (StageRow row : batch.stages()) {
            Instant finished = row.finishedAt();
            if (row.state() == StageState.FINISHED
                    && finished != null
                    && !finished.isBefore(begun)) {
                add(WebhookKind.STAGE_FINISHED, finished, BatchStatus.PROCESSING, row);
            }
        }
        end();
    }

    private void end() {
        Instant ended = batch.times().completedAt();
        if (ended == null) {
            return;
        }
        switch (batch.status()) {
            case COMPLETED -> add(WebhookKind.COMPLETED, ended, batch.status(), null);
            case FAILED -> add(WebhookKind.FAILED, ended, batch.status(), null);
            case CANCELLED -> add(WebhookKind.CANCELLED, ended, batch.status(), null);
            case PENDING, UPLOADING, PROCESSING, PAUSED, CANCELLING -> {}
        }
    }

    /// When the present generation began. A retry that keeps the items begins with organize, and
    /// extract's row is of a generation before: it ended earlier than that begin, and not with it.
    private @Nullable Instant begun() {
        if (batch.generation() == 1) {
            return batch.times().startedAt();
        }
        Optional<StageRow> extract = row(Stage.EXTRACT);
        Instant extracted = extract.map(StageRow::finishedAt).orElse(null);
        Instant organized = row(Stage.ORGANIZE).map(StageRow::startedAt).orElse(null);
        boolean keepsItems =
                organized != null && extracted != null && extracted.isBefore(organized);
        return keepsItems ? organized : extract.map(StageRow::startedAt).orElse(null);
    }

    private Optional<StageRow> row(Stage stage) {
        return batch.stages().stream().filter(row -> row.stage() == stage).findFirst();
    }

    private void add(WebhookKind kind, Instant at, BatchStatus status, @Nullable StageRow row) {
        BatchDefinition definition = batch.definition();
        boolean isEnd = status.isTerminal();
        var news =
                new BatchNews(
                        definition.batchId(),
                        definition.name(),
                        definition.workload(),
                        definition.runId(),
                        batch.generation(),
                        status,
                        row == null ? null : row.stage(),
                        row == null ? null : label(row.stage()),
                        row == null ? null : seconds(row),
                        batch.counts(),
                        isEnd ? batch.reason() : null,
                        definition.createdAt(),
                        batch.times().startedAt(),
                        isEnd ? at : null);
        String id =
                "%s-%d-%s".formatted(definition.batchId(), batch.generation(), kind.wireId())
                        + (row == null ? "" : "-" + row.stage().wireId());
        events.add(WebhookEvent.of(id, kind, at, news));
    }

    private String label(Stage stage) {
        return batch.definition().labels().of(ProgressStage.of(stage));
    }

    private static @Nullable Double seconds(StageRow row) {
        return row.startedAt() == null || row.finishedAt() == null
                ? null
                : Duration.between(row.startedAt(), row.finishedAt()).toMillis() / MILLIS;
    }
}
