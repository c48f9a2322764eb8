package io.batchline.gateway.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.contract.batch.Batch;
import io.batchline.contract.batch.Counts;
import io.batchline.contract.batch.StageRow;
import io.batchline.contract.topic.Json;
import io.batchline.gateway.session.Access;
import io.batchline.gateway.session.VisibleBatch;
import io.batchline.http.Api;
import io.batchline.http.Operation;
import io.batchline.http.Permission;
import io.batchline.http.Routes;
import io.batchline.http.Shape;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `GET /api/batches/{batch_id}/summary`: how the batch went. Counts and seconds are of this
/// moment; the workload's own statistics are there once the results are collected.
public final class SummaryRoutes implements Routes {
    private static final String SUMMARY = "summary.json";

    private final Access access;
    private final StoredRows stored;
    private final Clock clock;
    private final JsonMapper mapper = Json.mapper();

    public SummaryRoutes(Access access, StoredRows stored, Clock clock) {
        this.access = access;
        this.stored = stored;
        this.clock = clock;
    }

    @Override
    public void addTo(Api api) {
        api.add(
                Operation.get(
                                "/api/batches/{batch_id}/summary",
                                "getSummary",
                                Permission.READ,
                                "How the batch went, with the workload's own statistics")
                        .answers(
                                200,
                                Shape.openObject()
                                        .required("batch_id", Shape.text())
                                        .required("status", Shape.text())
                                        .required("counts", Shape.openObject())
                                        .required("success_rate", Shape.number().orNull())
                                        .required("seconds_per_stage", Shape.openObject())
                                        .optional(
                                                "failures_by_cause",
                                                Shape.openObject()
                                                        .described(
                                                                "items by the cause of their failure; with `statistics` and what else the workload says, once the results are collected"))
                                        .optional("statistics", Shape.anything()),
                                "the summary"),
                this::summary);
    }

    private void summary(Context ctx) {
        VisibleBatch visible = access.batch(ctx);
        Batch batch = visible.batch();
        ObjectNode answer = mapper.createObjectNode();
        Optional.of(visible)
                .filter(still -> still.removals().results() == null)
                .flatMap(still -> still.batch().output(SUMMARY))
                .map(output -> stored.read(output.blob()))
                .filter(JsonNode::isObject)
                .ifPresent(collected -> answer.setAll((ObjectNode) collected));
        answer.put("batch_id", visible.batchId().value());
        answer.put("status", batch.status().wireId());
        answer.set("counts", mapper.valueToTree(batch.counts()));
        answer.put("success_rate", successRate(batch.counts()));
        answer.set("seconds_per_stage", secondsPerStage(batch));
        ctx.json(answer);
    }

    /// Of the items that ended, the share that succeeded; null while none has.
    static @Nullable Double successRate(Counts counts) {
        return counts.terminal() == 0 ? null : (double) counts.succeeded() / counts.terminal();
    }

    private ObjectNode secondsPerStage(Batch batch) {
        ObjectNode seconds = mapper.createObjectNode();
        for (StageRow row : batch.stages()) {
            if (row.startedAt() != null) {
                seconds.put(
                        row.stage().wireId(),
                        StatusAnswer.seconds(row.startedAt(), row.finishedAt(), clock.instant()));
            }
        }
        return seconds;
    }
}
