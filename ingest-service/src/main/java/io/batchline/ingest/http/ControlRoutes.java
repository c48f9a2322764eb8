package io.batchline.ingest.http;

import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.id.BatchId;
import io.batchline.http.Api;
import io.batchline.http.Fields;
import io.batchline.http.Operation;
import io.batchline.http.Permission;
import io.batchline.http.Problem;
import io.batchline.http.ProblemType;
import io.batchline.http.RequestBody;
import io.batchline.http.Routes;
import io.batchline.http.identity.Authenticator;
import io.batchline.ingest.batch.BatchRow;
import io.batchline.ingest.batch.Controls;
import io.batchline.ingest.batch.GivenItems;
import io.batchline.ingest.batch.Redrives;
import io.batchline.ingest.batch.RetryScope;
import io.javalin.http.Context;
import java.sql.SQLException;

/// `POST /api/batches/{id}/pause`, `/resume`, `/retry` and `PATCH /api/batches/{id}`.
///
/// Pause and resume may be repeated: what is so already is answered 202. What can't be meant is
/// refused (409) with the reason.
final class ControlRoutes implements Routes {
    private final Authenticator authenticator;
    private final OwnBatch ownBatch;
    private final Controls controls;
    private final Redrives redrives;
    private final GivenItems given;
    private final Runnable onCommand;
    private final RequestBody body = new RequestBody();

    /// @param onCommand called when there is a command to send
    ControlRoutes(
            Authenticator authenticator,
            OwnBatch ownBatch,
            Controls controls,
            Redrives redrives,
            GivenItems given,
            Runnable onCommand) {
        this.authenticator = authenticator;
        this.ownBatch = ownBatch;
        this.controls = controls;
        this.redrives = redrives;
        this.given = given;
        this.onCommand = onCommand;
    }

    @Override
    public void addTo(Api api) {
        api.add(
                accepted(
                        "/api/batches/{batch_id}/pause",
                        "pauseBatch",
                        "Lets no more items of a batch begin"),
                this::pause);
        api.add(
                accepted(
                        "/api/batches/{batch_id}/resume",
                        "resumeBatch",
                        "Lets a paused batch go on"),
                this::resume);
        api.add(
                accepted(
                                "/api/batches/{batch_id}/retry",
                                "retryBatch",
                                "Does failed and cancelled items again: all, some, or those of one cause")
                        .takes(RetryRequest.SHAPE)
                        .bodyOptional()
                        .refuses(ProblemType.GONE),
                this::retry);
        api.add(
                Operation.patch(
                                "/api/batches/{batch_id}",
                                "changeBatch",
                                Permission.OPERATE,
                                "Changes how a batch uses the workers")
                        .takes(ChangeRequest.SHAPE)
                        .answers(200, BatchView.class, "the batch as it is now")
                        .refuses(ProblemType.CONFLICT),
                this::change);
    }

    private static Operation accepted(String path, String id, String summary) {
        return Operation.post(path, id, Permission.OPERATE, summary)
                .answers(202, BatchView.class, "it was asked for")
                .refuses(ProblemType.CONFLICT);
    }

    private void pause(Context ctx) throws SQLException {
        BatchRow batch = ownBatch.require(ctx);
        Meaningful.pause(batch.status());
        if (controls.pause(id(batch), user(ctx))) {
            onCommand.run();
        } else {
            Meaningful.pause(ownBatch.require(ctx).status());
        }
        accepted(ctx);
    }

    private void resume(Context ctx) throws SQLException {
        BatchRow batch = ownBatch.require(ctx);
        Meaningful.resume(batch.status());
        if (controls.resume(id(batch), user(ctx))) {
            onCommand.run();
        } else {
            Meaningful.resume(ownBatch.require(ctx).status());
        }
        accepted(ctx);
    }

    private void change(Context ctx) throws SQLException {
        BatchRow batch = ownBatch.require(ctx);
        ChangeRequest request = ChangeRequest.read(body.json(ctx));
        Meaningful.change(batch.status());
        if (controls.change(id(batch), request::applied, user(ctx))) {
            onCommand.run();
        } else {
            Meaningful.change(BatchStatus.CANCELLING);
        }
        ctx.json(BatchView.of(ownBatch.require(ctx)));
    }

    private void retry(Context ctx) throws SQLException {
        BatchRow batch = ownBatch.require(ctx);
        Fields fields = body.optionalJson(ctx);
        RetryScope scope = RetryRequest.read(fields, KnownItems.of(batch, given));
        Meaningful.retry(batch, scope);
        boolean narrowed = !(scope instanceof RetryScope.Everything);
        if (narrowed && !redrives.hasItems(id(batch), scope)) {
            throw Problem.conflict("none of these items has failed or was cancelled");
        }
        if (!redrives.retry(id(batch), scope, user(ctx))) {
            Meaningful.keptStill(ownBatch.require(ctx));
            throw Problem.conflict(
                    "a retry was asked for a moment ago, and the batch has not ended since");
        }
        onCommand.run();
        accepted(ctx);
    }

    private void accepted(Context ctx) throws SQLException {
        ctx.status(202).json(BatchView.of(ownBatch.require(ctx)));
    }

    private String user(Context ctx) {
        return authenticator.require(ctx).username();
    }

    private static BatchId id(BatchRow batch) {
        return batch.definition().batchId();
    }
}
