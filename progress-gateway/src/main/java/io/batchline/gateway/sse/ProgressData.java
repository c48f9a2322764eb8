package io.batchline.gateway.sse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.contract.progress.Progress;
import io.batchline.contract.progress.ProgressStage;
import io.batchline.contract.progress.WaitingReason;
import io.batchline.contract.topic.Json;
import io.batchline.gateway.hub.ProgressEvent;
import io.batchline.http.Shape;
import java.io.UncheckedIOException;
import java.util.Arrays;

/// A progress event as clients read it, in the stream and when polling: every field always there,
/// null where nothing can be said.
public final class ProgressData {
    private static final String SHEETS = "sheets";

    /// What it makes; `id` is there unless nothing has happened yet.
    public static final Shape SHAPE =
            Shape.object()
                    .required("batch_id", Shape.text())
                    .optional(
                            "id",
                            Shape.text()
                                    .described(
                                            "the event's own position in the batch: a newer event's is greater, in streams and polls alike"))
                    .required(
                            "stage",
                            Shape.words(
                                    Arrays.stream(ProgressStage.values())
                                            .map(ProgressStage::wireId)
                                            .toList()))
                    .required("stage_label", Shape.text())
                    .required("message", Shape.text())
                    .required(
                            "progress_percentage",
                            Shape.number().described("of the stage, 0 to 100"))
                    .required(
                            "batch_percentage", Shape.number().described("of the batch, 0 to 100"))
                    .required("items_total", Shape.integer())
                    .required("items_processed", Shape.integer())
                    .required("items_failed", Shape.integer())
                    .required("items_running", Shape.integer())
                    .optional("sheets_total", Shape.integer())
                    .optional("sheets_processed", Shape.integer())
                    .required("elapsed_seconds", Shape.number())
                    .required("stage_elapsed_seconds", Shape.number())
                    .required("eta_seconds", Shape.number().orNull())
                    .required("throughput_per_second", Shape.number())
                    .required("stalled", Shape.flag())
                    .required("waiting_reason", Shape.text().orNull())
                    .required("timestamp", Shape.time())
                    .optional(
                            "snapshot",
                            Shape.flag()
                                    .described(
                                            "only in streams, and only when true: what happened since the client's last event is held no longer"));

    private final JsonMapper mapper = Json.mapper();

    /// @param items what the workload calls its items; `sheets` have fields of their own name too
    public ObjectNode of(Progress progress, String items) {
        ObjectNode data = mapper.createObjectNode();
        data.put("batch_id", progress.batchId().value());
        data.put("stage", progress.stage().wireId());
        data.put("stage_label", progress.stageLabel());
        data.put("message", progress.message());
        data.put("progress_percentage", progress.progressPercentage());
        data.put("batch_percentage", progress.batchPercentage());
        data.put("items_total", progress.itemsTotal());
        data.put("items_processed", progress.itemsProcessed());
        data.put("items_failed", progress.itemsFailed());
        data.put("items_running", progress.itemsRunning());
        if (items.equals(SHEETS)) {
            data.put("sheets_total", progress.itemsTotal());
            data.put("sheets_processed", progress.itemsProcessed());
        }
        data.put("elapsed_seconds", progress.elapsedSeconds());
        data.put("stage_elapsed_seconds", progress.stageElapsedSeconds());
        data.put("eta_seconds", progress.etaSeconds());
        data.put("throughput_per_second", progress.throughputPerSecond());
        data.put("stalled", progress.stalled());
        data.put("waiting_reason", progress.waitingReason());
        data.put("timestamp", progress.timestamp().toString());
        return data;
    }

    /// The same with the event's own position, as polls have it: what a stream of many batches says
    /// of its place is another.
    public ObjectNode of(ProgressEvent event, String items) {
        ObjectNode data = of(event.progress(), items);
        if (event.position() >= 0) {
            data.put("id", Long.toString(event.position()));
        }
        return data;
    }

    /// The event for who comes back after more than is held has happened: it says how things stand
    /// and not what has happened since.
    byte[] snapshot(ProgressEvent event, String items) {
        return bytes(of(event, items).put("snapshot", true));
    }

    byte[] bytes(ProgressEvent event, String items) {
        return bytes(of(event, items));
    }

    /// The event again, while nobody can say what has happened since.
    byte[] unheard(ProgressEvent event, String items) {
        return bytes(
                of(event, items)
                        .put("waiting_reason", new WaitingReason.BrokerUnreachable().text()));
    }

    private byte[] bytes(ObjectNode data) {
        try {
            return mapper.writeValueAsBytes(data);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a progress event can't be written as JSON", e);
        }
    }
}
