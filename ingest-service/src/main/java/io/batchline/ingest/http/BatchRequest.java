package io.batchline.ingest.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.contract.batch.BatchDefinition;
import io.batchline.contract.batch.BatchLimits;
import io.batchline.contract.batch.Priority;
import io.batchline.contract.batch.StartMode;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.source.GivenItem;
import io.batchline.http.Fields;
import io.batchline.http.Shape;
import io.batchline.http.identity.Caller;
import io.batchline.ingest.batch.KnownWorkload;
import io.batchline.ingest.batch.KnownWorkloads;
import io.batchline.ingest.batch.NewBatch;
import io.batchline.ingest.webhook.WebhookTarget;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/// Reads the request for a new batch: every field with its documented limits, all that is wrong in
/// one answer.
final class BatchRequest {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_RUN_ID = 128;
    private static final int LONGEST_WORKLOAD = 64;
    private static final int LARGEST_OPTIONS = 64 * 1024;
    private static final int DEFAULT_ATTEMPTS = 3;
    private static final String WEBHOOK_URL = "webhook_url";
    static final Map<String, Priority> PRIORITIES =
            Arrays.stream(Priority.values())
                    .collect(Collectors.toMap(Priority::wireId, priority -> priority));
    private static final Map<String, StartMode> STARTS =
            Arrays.stream(StartMode.values())
                    .collect(Collectors.toMap(StartMode::wireId, mode -> mode));

    static final Shape SHAPE =
            Shape.object()
                    .required("workload", Shape.text(LONGEST_WORKLOAD))
                    .required("name", Shape.text(LONGEST_NAME))
                    .optional("run_id", Shape.text(LONGEST_RUN_ID))
                    .optional("priority", Shape.words(PRIORITIES.keySet()))
                    .optional("start", Shape.words(STARTS.keySet()))
                    .optional("concurrency", Shape.integer(1, BatchLimits.MOST_CONCURRENCY))
                    .optional(
                            "item_timeout_seconds",
                            Shape.integer(1, BatchLimits.LONGEST_TIMEOUT.toSeconds()))
                    .optional("max_attempts", Shape.integer(1, BatchLimits.MOST_ATTEMPTS))
                    .optional("max_failed_percent", Shape.integer(0, 100))
                    .optional("options", Shape.openObject())
                    .optional(GivenItemsField.NAME, GivenItemsField.SHAPE)
                    .optional(WEBHOOK_URL, WebhookTarget.SHAPE);

    private final KnownWorkloads workloads;
    private final OptionsCheck options = new OptionsCheck();
    private final WebhookTarget target;
    private final Clock clock;

    BatchRequest(KnownWorkloads workloads, WebhookTarget target, Clock clock) {
        this.workloads = workloads;
        this.target = target;
        this.clock = clock;
    }

    /// @throws io.batchline.http.Problem 422 with every bad field
    NewBatch read(Fields fields, Caller caller) throws SQLException {
        String workload = fields.text("workload", LONGEST_WORKLOAD);
        String name = fields.text("name", LONGEST_NAME);
        Optional<String> runId = fields.optionalText("run_id", LONGEST_RUN_ID);
        Optional<Priority> priority = fields.optionalChoice("priority", PRIORITIES);
        Optional<StartMode> start = fields.optionalChoice("start", STARTS);
        OptionalInt concurrency =
                fields.optionalInteger("concurrency", 1, BatchLimits.MOST_CONCURRENCY);
        OptionalInt timeout =
                fields.optionalInteger(
                        "item_timeout_seconds", 1, (int) BatchLimits.LONGEST_TIMEOUT.toSeconds());
        OptionalInt attempts = fields.optionalInteger("max_attempts", 1, BatchLimits.MOST_ATTEMPTS);
        OptionalInt failed = fields.optionalInteger("max_failed_percent", 0, 100);
        ObjectNode given = fields.object("options", LARGEST_OPTIONS);
        List<GivenItem> items = GivenItemsField.read(fields);
        Optional<String> webhookUrl = target.read(fields, WEBHOOK_URL);
        Optional<KnownWorkload> known = known(workload, fields);
        known.ifPresent(found -> {
            options.check(found, given, fields);
            if (!items.isEmpty()) {
                GivenItemsField.refuseUnlessTaken(fields, found);
            }
        });
        fields.done();

        KnownWorkload found = known.orElseThrow();
        var definition =
                new BatchDefinition(
                        BatchId.random(),
                        caller.tenant(),
                        caller.username(),
                        workload,
                        name,
                        runId.orElse(null),
                        priority.orElse(Priority.NORMAL),
                        new BatchLimits(
                                concurrency,
                                timeout.isPresent()
                                        ? Duration.ofSeconds(timeout.getAsInt())
                                        : found.defaultItemTimeout(),
                                attempts.orElse(DEFAULT_ATTEMPTS),
                                failed.orElse(100)),
                        start.orElse(StartMode.AUTO),
                        given,
                        found.labels(),
                        clock.instant());
        return new NewBatch(definition, items, null, webhookUrl.orElse(null));
    }

    void check(KnownWorkload workload, ObjectNode given, Fields fields) {
        options.check(workload, given, fields);
    }

    /// The workload of that name; when there is none it is refused with those that there are.
    Optional<KnownWorkload> known(String workload, Fields fields) throws SQLException {
        if (workload.isEmpty()) {
            return Optional.empty();
        }
        Optional<KnownWorkload> known = workloads.find(workload);
        if (known.isEmpty()) {
            List<String> names = workloads.names();
            fields.refuse(
                    "workload",
                    names.isEmpty()
                            ? "'%s' is not known: no workers have announced any workload yet"
                                    .formatted(workload)
                            : "'%s' is not known: there are %s"
                                    .formatted(workload, String.join(", ", names)));
        }
        return known;
    }
}
