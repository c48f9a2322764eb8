package io.batchline.ingest.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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
import io.batchline.ingest.batch.NewBatch;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// The request for a batch of URLs as clients of the earlier systems write it.
final class OlderBatchRequest {
    private static final String WORKLOAD = "web-pages";
    private static final String URLS = "urls";
    private static final String NAME = "name";
    private static final String PRIORITY = "priority";
    private static final String BATCH_SIZE = "batch_size";
    private static final String TIMEOUT = "timeout";
    private static final String STRATEGY = "strategy";
    private static final String RUN_ID = "processing_run_id";
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_RUN_ID = 128;
    private static final int SHORTEST_TIMEOUT = 60;
    private static final int LONGEST_TIMEOUT = 1_800;
    private static final int USUAL_ATTEMPTS = 3;
    private static final Map<String, String> STRATEGIES =
            Map.of("mobile", "mobile", "desktop", "desktop");

    static final Shape SHAPE =
            Shape.object()
                    .required(URLS, Shape.listOf(Shape.text(), GivenItemsField.MOST))
                    .optional(NAME, Shape.text(LONGEST_NAME))
                    .optional(PRIORITY, Shape.words(BatchRequest.PRIORITIES.keySet()))
                    .optional(BATCH_SIZE, Shape.integer(1, BatchLimits.MOST_CONCURRENCY))
                    .optional(TIMEOUT, Shape.integer(SHORTEST_TIMEOUT, LONGEST_TIMEOUT))
                    .optional(STRATEGY, Shape.words(STRATEGIES.keySet().stream().sorted().toList()))
                    .optional(RUN_ID, Shape.text(LONGEST_RUN_ID));

    private final BatchRequest today;
    private final Clock clock;

    OlderBatchRequest(BatchRequest today, Clock clock) {
        this.today = today;
        this.clock = clock;
    }

    /// @throws io.batchline.http.Problem 422 with every bad field
    NewBatch read(Fields fields, Caller caller) throws SQLException {
        boolean brings = fields.isGiven(URLS) && !fields.isNull(URLS);
        List<GivenItem> urls = GivenItemsField.readUrls(fields, URLS);
        if (!brings) {
            fields.refuse(URLS, "is missing");
        }
        Optional<String> name = fields.optionalText(NAME, LONGEST_NAME);
        Optional<String> runId = fields.optionalText(RUN_ID, LONGEST_RUN_ID);
        Optional<Priority> priority = fields.optionalChoice(PRIORITY, BatchRequest.PRIORITIES);
        OptionalInt concurrency =
                fields.optionalInteger(BATCH_SIZE, 1, BatchLimits.MOST_CONCURRENCY);
        OptionalInt timeout = fields.optionalInteger(TIMEOUT, SHORTEST_TIMEOUT, LONGEST_TIMEOUT);
        ObjectNode options = JsonNodeFactory.instance.objectNode();
        fields.optionalChoice(STRATEGY, STRATEGIES)
                .ifPresent(strategy -> options.put(STRATEGY, strategy));
        Optional<KnownWorkload> known = today.known(WORKLOAD, fields);
        known.ifPresent(workload -> today.check(workload, options, fields));
        fields.done();

        KnownWorkload workload = known.orElseThrow();
        return new NewBatch(
                new BatchDefinition(
                        BatchId.random(),
                        caller.tenant(),
                        caller.username(),
                        WORKLOAD,
                        name.orElseGet(() -> "%d URLs".formatted(urls.size())),
                        runId.orElse(null),
                        priority.orElse(Priority.NORMAL),
                        new BatchLimits(
                                concurrency,
                                timeout.isPresent()
                                        ? Duration.ofSeconds(timeout.getAsInt())
                                        : workload.defaultItemTimeout(),
                                USUAL_ATTEMPTS,
                                100),
                        StartMode.AUTO,
                        options,
                        workload.labels(),
                        clock.instant()),
                urls,
                null,
                null);
    }
}
