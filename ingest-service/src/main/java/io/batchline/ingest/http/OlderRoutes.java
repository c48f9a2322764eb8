package io.batchline.ingest.http;

import io.batchline.http.Api;
import io.batchline.http.Fields;
import io.batchline.http.OlderBatch;
import io.batchline.http.OlderPath;
import io.batchline.http.ProblemType;
import io.batchline.http.RequestBody;
import io.batchline.http.Routes;
import io.batchline.http.Shape;
import io.batchline.http.identity.Authenticator;
import io.batchline.http.identity.Caller;
import io.batchline.ingest.batch.BatchRow;
import io.batchline.ingest.batch.NewBatch;
import io.javalin.http.Context;
import java.io.IOException;
import java.sql.SQLException;

/// The paths of the earlier systems that change something.
final class OlderRoutes implements Routes {
    private final Authenticator authenticator;
    private final OlderBatchRequest request;
    private final BatchCreation creation;
    private final BatchRoutes batches;
    private final DeletionRoutes deletions;
    private final RequestBody body = new RequestBody();

    OlderRoutes(
            Authenticator authenticator,
            OlderBatchRequest request,
            BatchCreation creation,
            BatchRoutes batches,
            DeletionRoutes deletions) {
        this.authenticator = authenticator;
        this.request = request;
        this.creation = creation;
        this.batches = batches;
        this.deletions = deletions;
    }

    @Override
    public void addTo(Api api) {
        api.add(
                OlderPath.START
                        .operation()
                        .takes(OlderBatchRequest.SHAPE)
                        .answers(201, OlderBatch.class, "the batch; `Location` is where it stands")
                        .refuses(ProblemType.INSUFFICIENT_STORAGE),
                this::start);
        api.add(
                OlderPath.CANCEL
                        .operation()
                        .answers(202, OlderBatch.class, "it is being cancelled, or has ended"),
                this::cancel);
        api.add(
                OlderPath.CLEANUP
                        .operation()
                        .query(
                                DeletionRoutes.FINISHED_BEFORE,
                                Shape.time(),
                                "only batches that ended before that; when left out: 30 days ago")
                        .answers(200, DeletionRoutes.Deleted.class, "how many were deleted"),
                deletions::finished);
    }

    private void start(Context ctx) throws SQLException, IOException {
        Caller caller = authenticator.require(ctx);
        Fields fields = body.json(ctx);
        NewBatch asked = request.read(fields, caller);
        BatchRow created = creation.create(asked, ctx);
        ctx.status(201)
                .header(
                        "Location",
                        OlderPath.PROGRESS
                                .path()
                                .replace("{batch_id}", created.definition().batchId().value()))
                .json(view(created));
    }

    private void cancel(Context ctx) throws SQLException {
        ctx.status(202).json(view(batches.cancelled(ctx)));
    }

    private static OlderBatch view(BatchRow row) {
        BatchRow.Folded folded = row.folded();
        return OlderBatch.of(
                row.definition(),
                row.status(),
                row.counts(),
                0,
                folded == null ? null : folded.startedAt(),
                folded == null ? null : folded.completedAt());
    }
}
