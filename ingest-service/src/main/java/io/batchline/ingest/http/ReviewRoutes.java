package io.batchline.ingest.http;

import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.JobId;
import io.batchline.http.Api;
import io.batchline.http.Operation;
import io.batchline.http.Permission;
import io.batchline.http.Problem;
import io.batchline.http.ProblemType;
import io.batchline.http.RequestBody;
import io.batchline.http.Routes;
import io.batchline.http.identity.Authenticator;
import io.batchline.ingest.batch.BatchRow;
import io.batchline.ingest.batch.Decision;
import io.batchline.ingest.batch.GivenItems;
import io.batchline.ingest.batch.ReviewOutcome;
import io.batchline.ingest.batch.Reviews;
import io.javalin.http.Context;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/// `POST /api/batches/{id}/review/{job_id}` and `POST /api/batches/{id}/review`: what a person
/// decided of doubtful fields.
///
/// 202 when items are read again, 200 when all of it was so already, 409 when the batch is not
/// completed (with `Retry-After` where that is a matter of moments), 422 when a field is in no
/// doubt or can't read like that.
final class ReviewRoutes implements Routes {
    private static final String SOON = "1";

    private final Authenticator authenticator;
    private final OwnBatch ownBatch;
    private final Reviews reviews;
    private final GivenItems given;
    private final Runnable onCommand;
    private final RequestBody body = new RequestBody();

    /// @param onCommand called when there is a command to send
    ReviewRoutes(
            Authenticator authenticator,
            OwnBatch ownBatch,
            Reviews reviews,
            GivenItems given,
            Runnable onCommand) {
        this.authenticator = authenticator;
        this.ownBatch = ownBatch;
        this.reviews = reviews;
        this.given = given;
        this.onCommand = onCommand;
    }

    @Override
    public void addTo(Api api) {
        api.add(
                operation(
                                "/api/batches/{batch_id}/review",
                                "decideMany",
                                "Decides on doubtful fields of several items")
                        .takes(ReviewRequest.OF_BATCH),
                this::ofBatch);
        api.add(
                operation(
                                "/api/batches/{batch_id}/review/{job_id}",
                                "decide",
                                "Decides on doubtful fields of one item")
                        .takes(ReviewRequest.OF_ITEM),
                this::ofItem);
    }

    private static Operation operation(String path, String id, String summary) {
        return Operation.post(path, id, Permission.OPERATE, summary)
                .answers(200, DecisionsAnswer.class, "all of it was so already")
                .answers(202, DecisionsAnswer.class, "the items are read again")
                .refuses(ProblemType.CONFLICT, ProblemType.GONE);
    }

    private void ofBatch(Context ctx) throws SQLException {
        BatchRow batch = ownBatch.require(ctx);
        Meaningful.keptStill(batch);
        decide(ctx, id(batch), ReviewRequest.ofBatch(body.json(ctx), KnownItems.of(batch, given)));
    }

    private void ofItem(Context ctx) throws SQLException {
        BatchRow batch = ownBatch.require(ctx);
        Meaningful.keptStill(batch);
        String named = ctx.pathParam("job_id");
        JobId item =
                KnownItems.of(batch, given)
                        .find(named)
                        .orElseThrow(() ->
                                Problem.notFound(
                                        "'%s' is not an item of this batch".formatted(named)));
        decide(ctx, id(batch), ReviewRequest.ofItem(body.json(ctx), item));
    }

    private void decide(Context ctx, BatchId batch, ReviewRequest request) throws SQLException {
        String by = authenticator.require(ctx).username();
        switch (reviews.decide(batch, request.decisions(), request.regenerate(), by)) {
            case ReviewOutcome.Accepted accepted -> {
                onCommand.run();
                ctx.status(202).json(DecisionsAnswer.of(batch, accepted));
            }
            case ReviewOutcome.Unchanged() -> ctx.json(DecisionsAnswer.unchanged(batch));
            case ReviewOutcome.Refused(Decision decision, String reason) ->
                    throw Problem.invalid(decision.field(), reason);
            case ReviewOutcome.NotNow(String reason, boolean soon) -> {
                Problem problem = Problem.conflict(reason);
                throw soon ? problem.withHeader("Retry-After", SOON) : problem;
            }
        }
    }

    private static BatchId id(BatchRow batch) {
        return batch.definition().batchId();
    }

    /// @param decisions those that changed anything
    private record DecisionsAnswer(
            BatchId batchId, boolean changed, List<DecisionAnswer> decisions) {
        static DecisionsAnswer of(BatchId batch, ReviewOutcome.Accepted accepted) {
            return new DecisionsAnswer(
                    batch, true, accepted.recorded().stream().map(DecisionAnswer::of).toList());
        }

        static DecisionsAnswer unchanged(BatchId batch) {
            return new DecisionsAnswer(batch, false, List.of());
        }
    }

    private record DecisionAnswer(
            JobId jobId, String field, String before, String after, String by, Instant at) {
        static DecisionAnswer of(ReviewOutcome.Recorded recorded) {
            Decision decision = recorded.decision();
            return new DecisionAnswer(
                    decision.jobId(),
                    decision.field(),
                    recorded.before(),
                    decision.value(),
                    recorded.by(),
                    recorded.at());
        }
    }
}
