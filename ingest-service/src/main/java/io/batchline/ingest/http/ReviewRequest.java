package io.batchline.ingest.http;

import io.batchline.contract.id.JobId;
import io.batchline.http.Fields;
import io.batchline.http.Problem;
import io.batchline.http.Shape;
import io.batchline.ingest.batch.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The request to decide on doubtful fields: one of them as `field` and `value`, several as
/// `decisions`, of one item or (each with its `job_id`) of several.
///
/// @param regenerate whether the results are written again
record ReviewRequest(List<Decision> decisions, boolean regenerate) {
    static final int MOST_DECISIONS = 500;

    private static final int LONGEST = 200;
    private static final String DECISIONS = "decisions";
    private static final String FIELD = "field";
    private static final String VALUE = "value";
    private static final String JOB_ID = "job_id";
    private static final String REGENERATE = "regenerate";

    private static final Shape DECISION =
            Shape.object()
                    .required(FIELD, Shape.text(LONGEST))
                    .required(
                            VALUE,
                            Shape.text()
                                    .described(
                                            "at most %d characters; empty for a field that is left blank"
                                                    .formatted(LONGEST)));

    /// The request that names its item in the path.
    static final Shape OF_ITEM =
            Shape.object()
                    .optional(FIELD, Shape.text(LONGEST))
                    .optional(VALUE, Shape.anyText(LONGEST))
                    .optional(DECISIONS, Shape.listOf(DECISION, MOST_DECISIONS))
                    .optional(REGENERATE, Shape.flag());

    /// The request that names the item of each decision.
    static final Shape OF_BATCH =
            Shape.object()
                    .optional(
                            DECISIONS,
                            Shape.listOf(
                                    DECISION.required(JOB_ID, Shape.text(LONGEST)), MOST_DECISIONS))
                    .optional(REGENERATE, Shape.flag());

    ReviewRequest {
        decisions = List.copyOf(decisions);
    }

    /// @param item the one that the path names
    /// @throws Problem 422 with every bad field
    static ReviewRequest ofItem(Fields fields, JobId item) {
        var decisions =
                new ArrayList<>(
                        fields.objects(DECISIONS, MOST_DECISIONS, each -> decision(each, item)));
        if (fields.isGiven(FIELD) || fields.isGiven(VALUE)) {
            decisions.add(decision(fields, item));
        } else if (decisions.isEmpty() && fields.isClean()) {
            fields.refuse(FIELD, "is missing: it takes field and value, or decisions");
        }
        return done(fields, decisions);
    }

    /// @throws Problem 422 with every bad field
    static ReviewRequest ofBatch(Fields fields, KnownItems items) {
        List<Decision> decisions =
                fields.objects(DECISIONS, MOST_DECISIONS, each -> decision(each, items));
        return done(fields, decisions);
    }

    private static ReviewRequest done(Fields fields, List<Decision> decisions) {
        boolean regenerate = fields.flag(REGENERATE);
        if (decisions.isEmpty() && !regenerate) {
            fields.refuse(DECISIONS, "is missing: it takes decisions, regenerate, or both");
        }
        fields.done();
        return new ReviewRequest(decisions, regenerate);
    }

    private static Decision decision(Fields fields, KnownItems items) {
        String id = fields.text(JOB_ID, LONGEST);
        Optional<JobId> item = items.find(id);
        if (item.isEmpty() && !id.isEmpty()) {
            fields.refuse(JOB_ID, "'%s' is not an item of this batch".formatted(id));
        }
        return decision(fields, item.orElseGet(() -> JobId.of(items.batch(), 0)));
    }

    private static Decision decision(Fields fields, JobId item) {
        return new Decision(item, fields.text(FIELD, LONGEST), fields.anyText(VALUE, LONGEST));
    }
}
