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
import io.batchline.http.Shape;
import io.batchline.http.identity.Authenticator;
import io.batchline.http.identity.Caller;
import io.batchline.ingest.batch.BatchRow;
import io.batchline.ingest.batch.Batches;
import io.batchline.ingest.batch.IdempotencyKey;
import io.javalin.http.Context;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// `POST /api/batches`, `POST /api/batches/{id}/start`, `POST /api/batches/{id}/cancel`.
///
/// Start and cancel may be repeated: what is so already is answered 202 with the status as it is.
/// Only a start that can't be meant is refused (409): without a source, during its upload, after a
/// cancel.
public final class BatchRoutes implements Routes {
    private static final String KEY_HEADER = "Idempotency-Key";

    private final Authenticator authenticator;
    private final Batches batches;
    private final OwnBatch ownBatch;
    private final BatchRequest request;
    private final BatchCreation creation;
    private final Runnable onCommand;
    private final RequestBody body = new RequestBody();

    /// @param onCommand called when there is a command to send
    BatchRoutes(
            Authenticator authenticator,
            Batches batches,
            OwnBatch ownBatch,
            BatchRequest request,
            BatchCreation creation,
            Runnable onCommand) {
        this.authenticator = authenticator;
        this.batches = batches;
        this.ownBatch = ownBatch;
        this.request = request;
        this.creation = creation;
        this.onCommand = onCommand;
    }

    @Override
    public void addTo(Api api) {
        api.add(
                Operation.post(
                                "/api/batches",
                                "createBatch",
                                Permission.OPERATE,
                                "Creates a batch; with its items it starts at once, otherwise it waits for its source")
                        .header(
                                KEY_HEADER,
                                Shape.text(255),
                                "the same key and body get the first answer again")
                        .takes(BatchRequest.SHAPE)
                        .answers(201, BatchView.class, "the batch; `Location` is its status")
                        .refuses(ProblemType.CONFLICT, ProblemType.INSUFFICIENT_STORAGE),
                this::create);
        api.add(
                Operation.post(
                                "/api/batches/{batch_id}/start",
                                "startBatch",
                                Permission.OPERATE,
                                "Starts a batch that was created with `start: manual`")
                        .answers(202, BatchView.class, "it starts, or has started")
                        .refuses(ProblemType.CONFLICT, ProblemType.INSUFFICIENT_STORAGE),
                this::start);
        api.add(
                Operation.post(
                                "/api/batches/{batch_id}/cancel",
                                "cancelBatch",
                                Permission.OPERATE,
                                "Cancels a batch; what is finished of it stays")
                        .answers(202, BatchView.class, "it is being cancelled, or has ended"),
                this::cancel);
    }

    private void create(Context ctx) throws SQLException, IOException {
        Caller caller = authenticator.require(ctx);
        Fields fields = body.json(ctx);
        IdempotencyKey key = key(ctx);
        BatchCreation.Answer answer = creation.create(request.read(fields, caller), key, ctx);
        ctx.status(201)
                .header("Location", "/api/batches/%s/status".formatted(answer.batch()))
                .contentType("application/json")
                .result(answer.json());
    }

    private void start(Context ctx) throws SQLException, IOException {
        BatchRow batch = ownBatch.require(ctx);
        if (batches.start(batch.definition().batchId()) || creation.startGiven(batch)) {
            onCommand.run();
        } else {
            refuseSenselessStart(ownBatch.require(ctx));
        }
        accepted(ctx);
    }

    /// Cancels the batch that the path names.
    BatchRow cancelled(Context ctx) throws SQLException {
        Caller caller = authenticator.require(ctx);
        BatchRow batch = ownBatch.require(ctx);
        BatchId id = batch.definition().batchId();
        if (!batch.status().isTerminal() && batches.cancel(id, caller.username())) {
            onCommand.run();
        }
        return ownBatch.require(ctx);
    }

    private void cancel(Context ctx) throws SQLException {
        ctx.status(202).json(BatchView.of(cancelled(ctx)));
    }

    private void accepted(Context ctx) throws SQLException {
        ctx.status(202).json(BatchView.of(ownBatch.require(ctx)));
    }

    private static void refuseSenselessStart(BatchRow batch) {
        BatchStatus status = batch.status();
        switch (status) {
            case PENDING ->
                    throw Problem.conflict(
                            "the batch has no source yet: upload it first, or add its items");
            case UPLOADING -> throw Problem.conflict("the batch's source is still being uploaded");
            case CANCELLING, CANCELLED -> throw Problem.conflict("the batch was cancelled");
            case PROCESSING, PAUSED, COMPLETED, FAILED -> {
                // It has started: what was asked for is so.
            }
        }
    }

    static @Nullable IdempotencyKey key(Context ctx) {
        String header = ctx.header(KEY_HEADER);
        if (header == null) {
            return null;
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(ctx.bodyAsBytes());
            return new IdempotencyKey(header, HexFormat.of().formatHex(hash));
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(KEY_HEADER, String.valueOf(e.getMessage()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
