package io.batchline.ingest.http;

import io.batchline.contract.id.BatchId;
import io.batchline.http.Api;
import io.batchline.http.Operation;
import io.batchline.http.Permission;
import io.batchline.http.Problem;
import io.batchline.http.ProblemType;
import io.batchline.http.Routes;
import io.batchline.http.Shape;
import io.batchline.http.identity.Authenticator;
import io.batchline.http.identity.Caller;
import io.batchline.ingest.batch.DeletionOutcome;
import io.batchline.ingest.batch.Deletions;
import io.javalin.http.Context;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/// `DELETE /api/batches/{batch_id}` and `DELETE /api/batches`.
final class DeletionRoutes implements Routes {
    static final String FINISHED_BEFORE = "finished_before";
    private static final Duration USUAL_AGE = Duration.ofDays(30);

    private final Authenticator authenticator;
    private final OwnBatch ownBatch;
    private final Deletions deletions;
    private final Runnable onDeleted;
    private final Clock clock;

    /// @param onDeleted called when there are commands to send and files to remove
    DeletionRoutes(
            Authenticator authenticator,
            OwnBatch ownBatch,
            Deletions deletions,
            Runnable onDeleted,
            Clock clock) {
        this.authenticator = authenticator;
        this.ownBatch = ownBatch;
        this.deletions = deletions;
        this.onDeleted = onDeleted;
        this.clock = clock;
    }

    @Override
    public void addTo(Api api) {
        api.add(
                Operation.delete(
                                "/api/batches/{batch_id}",
                                "deleteBatch",
                                Permission.OPERATE,
                                "Deletes a finished batch and all that is kept of it")
                        .answers(204, "it is there no more")
                        .refuses(ProblemType.CONFLICT),
                this::one);
        api.add(
                Operation.delete(
                                "/api/batches",
                                "deleteFinishedBatches",
                                Permission.OPERATE,
                                "Deletes finished batches and all that is kept of them")
                        .query(
                                FINISHED_BEFORE,
                                Shape.time(),
                                "only batches that ended before that; when left out: 30 days ago")
                        .answers(200, Deleted.class, "how many were deleted"),
                this::finished);
    }

    /// @param deleted batches
    record Deleted(int deleted) {}

    private void one(Context ctx) throws SQLException {
        Caller caller = authenticator.require(ctx);
        BatchId id = ownBatch.require(ctx).definition().batchId();
        switch (deletions.delete(caller.tenant(), id, caller.username())) {
            case DeletionOutcome.Deleted() -> {
                onDeleted.run();
                ctx.status(204);
            }
            case DeletionOutcome.Unknown() ->
                    throw Problem.notFound("there is no batch '%s'".formatted(id));
            case DeletionOutcome.NotOver(var status) ->
                    throw Problem.conflict(
                            "the batch has not ended (it is %s): cancel it first"
                                    .formatted(status.wireId()));
        }
    }

    void finished(Context ctx) throws SQLException {
        Caller caller = authenticator.require(ctx);
        Instant before = time(ctx.queryParam(FINISHED_BEFORE));
        int deleted = deletions.deleteFinished(caller.tenant(), before, caller.username());
        if (deleted > 0) {
            onDeleted.run();
        }
        ctx.json(new Deleted(deleted));
    }

    private Instant time(@Nullable String text) {
        if (text == null) {
            return clock.instant().minus(USUAL_AGE);
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw Problem.invalid(
                    FINISHED_BEFORE,
                    "'%s' is not a time like 2026-01-31T08:00:00Z".formatted(text));
        }
    }
}
