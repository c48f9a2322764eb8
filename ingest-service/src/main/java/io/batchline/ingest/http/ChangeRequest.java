package io.batchline.ingest.http;

import io.batchline.contract.batch.BatchLimits;
import io.batchline.contract.batch.Priority;
import io.batchline.http.Fields;
import io.batchline.http.Shape;
import io.batchline.ingest.batch.Controls.Usage;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/// The request to use the workers in another way.
///
/// @param priority empty to leave it
/// @param changesConcurrency whether it says anything of the concurrency
/// @param concurrency absent for as many as the workers allow
record ChangeRequest(
        Optional<Priority> priority, boolean changesConcurrency, OptionalInt concurrency) {
    private static final String PRIORITY = "priority";
    private static final String CONCURRENCY = "concurrency";
    private static final Map<String, Priority> PRIORITIES =
            Arrays.stream(Priority.values())
                    .collect(Collectors.toMap(Priority::wireId, priority -> priority));

    static final Shape SHAPE =
            Shape.object()
                    .optional(PRIORITY, Shape.words(PRIORITIES.keySet()))
                    .optional(CONCURRENCY, Shape.integer(1, BatchLimits.MOST_CONCURRENCY).orNull());

    /// @throws io.batchline.http.Problem 422 with every bad field
    static ChangeRequest read(Fields fields) {
        boolean givesPriority = fields.isGiven(PRIORITY);
        boolean givesConcurrency = fields.isGiven(CONCURRENCY);
        Optional<Priority> priority = fields.optionalChoice(PRIORITY, PRIORITIES);
        OptionalInt concurrency =
                fields.optionalInteger(CONCURRENCY, 1, BatchLimits.MOST_CONCURRENCY);
        if (!givesPriority && !givesConcurrency) {
            fields.refuse(PRIORITY, "is missing, and so is concurrency: it takes one at least");
        } else if (fields.isNull(PRIORITY)) {
            fields.refuse(PRIORITY, "is null: only concurrency can be");
        }
        fields.done();
        return new ChangeRequest(priority, givesConcurrency, concurrency);
    }

    Usage applied(Usage before) {
        return new Usage(
                priority.orElse(before.priority()),
                changesConcurrency ? concurrency : before.concurrency());
    }
}
