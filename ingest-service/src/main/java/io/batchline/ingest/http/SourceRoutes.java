package io.batchline.ingest.http;

import io.batchline.contract.batch.BatchStatus;
import io.batchline.http.Api;
import io.batchline.http.ClientConnection;
import io.batchline.http.Operation;
import io.batchline.http.Permission;
import io.batchline.http.Problem;
import io.batchline.http.ProblemType;
import io.batchline.http.Routes;
import io.batchline.ingest.batch.BatchRow;
import io.batchline.ingest.upload.Incoming;
import io.batchline.ingest.upload.SourceUploads;
import io.batchline.ingest.upload.UploadOutcome;
import io.javalin.http.Context;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;

/// `PUT /api/batches/{id}/source`: the source as the body of one request, streamed to storage.
public final class SourceRoutes implements Routes {
    private static final Set<String> TYPES =
            Set.of(
                    "application/zip",
                    "application/x-zip-compressed",
                    "application/x-zip",
                    "application/pdf",
                    "application/octet-stream",
                    "binary/octet-stream");
    private static final String PICTURE = "image/";
    private static final Duration LATER = Duration.ofSeconds(60);

    private final OwnBatch ownBatch;
    private final SourceUploads uploads;
    private final Duration silence;
    private final Runnable onCommand;

    /// @param silence a client that sends nothing for so long is cut off
    /// @param onCommand called when there is a command to send
    SourceRoutes(OwnBatch ownBatch, SourceUploads uploads, Duration silence, Runnable onCommand) {
        this.ownBatch = ownBatch;
        this.uploads = uploads;
        this.silence = silence;
        this.onCommand = onCommand;
    }

    @Override
    public void addTo(Api api) {
        Operation operation =
                Operation.put(
                                "/api/batches/{batch_id}/source",
                                "putSource",
                                Permission.OPERATE,
                                "The source of a batch in one request")
                        .answers(200, BatchView.class, "all of it is stored")
                        .refuses(
                                ProblemType.CONFLICT,
                                ProblemType.TOO_MANY_REQUESTS,
                                ProblemType.INSUFFICIENT_STORAGE);
        TYPES.stream().sorted().forEach(type -> operation.takes(Operation.Content.plain(type)));
        api.add(operation.takes(Operation.Content.plain(PICTURE + "*")), this::put);
    }

    private void put(Context ctx) throws IOException, SQLException, InterruptedException {
        BatchRow batch = ownBatch.require(ctx);
        requireType(ctx);
        refuseUnlessPending(batch);
        switch (take(ctx, batch)) {
            case UploadOutcome.Stored() -> ctx.json(BatchView.of(ownBatch.require(ctx)));
            case UploadOutcome.NotPending() -> {
                refuseUnlessPending(ownBatch.require(ctx));
                throw Problem.conflict("the batch was given items, or another upload is under way");
            }
            case UploadOutcome.Cancelled() ->
                    throw Problem.conflict("the batch was cancelled, or got another upload");
            case UploadOutcome.TooLarge(long limit) ->
                    throw Problem.of(
                            ProblemType.TOO_LARGE,
                            "a source takes at most %d bytes".formatted(limit));
            case UploadOutcome.TenantFull(long limit, long left) ->
                    throw Problem.of(
                            ProblemType.TOO_LARGE,
                            "all sources together may have %d bytes, and %d are left: delete batches that are done"
                                    .formatted(limit, left));
            case UploadOutcome.TooMany(int limit) ->
                    throw Problem.tooManyRequests(
                            "there are %d unfinished uploads: let some end".formatted(limit),
                            LATER);
            case UploadOutcome.NoRoom(long left) ->
                    throw Problem.of(
                            ProblemType.INSUFFICIENT_STORAGE,
                            "the storage has no room for this source, %d bytes are left: send it again when there is more"
                                    .formatted(left));
        }
    }

    private UploadOutcome take(Context ctx, BatchRow batch)
            throws IOException, SQLException, InterruptedException {
        ClientConnection connection = ClientConnection.of(ctx);
        try (var _ = connection.patient(silence)) {
            return uploads.take(
                    batch.definition(),
                    SentFileName.of(ctx),
                    size(ctx),
                    new Incoming(ctx::bodyInputStream, connection::cut));
        } finally {
            onCommand.run();
        }
    }

    private static void refuseUnlessPending(BatchRow batch) {
        BatchStatus requested = batch.request().status();
        switch (requested) {
            case PENDING, UPLOADING -> {
                // It takes a source; one that is under way may be a dead client's.
            }
            case PROCESSING, PAUSED, COMPLETED, FAILED ->
                    throw Problem.conflict("the batch has started: its source can't be replaced");
            case CANCELLING, CANCELLED -> throw Problem.conflict("the batch was cancelled");
        }
    }

    private static void requireType(Context ctx) {
        String header = ctx.contentType();
        if (header == null) {
            return;
        }
        String type = header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!TYPES.contains(type) && !type.startsWith(PICTURE)) {
            throw Problem.of(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE,
                    "Content-Type %s: a source is the body itself, as application/zip, application/pdf, image/… or application/octet-stream"
                            .formatted(type));
        }
    }

    private static OptionalLong size(Context ctx) {
        long said = ctx.req().getContentLengthLong();
        return said < 0 ? OptionalLong.empty() : OptionalLong.of(said);
    }
}
