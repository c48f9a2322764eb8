package io.batchline.ingest.http;

import io.batchline.contract.batch.BatchStatus;
import io.batchline.http.Api;
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

    private final OwnBatch ownBatch;
    private final SourceUploads uploads;
    private final Runnable onCommand;

    /// @param onCommand called when there is a command to send
    SourceRoutes(OwnBatch ownBatch, SourceUploads uploads, Runnable onCommand) {
        this.ownBatch = ownBatch;
        this.uploads = uploads;
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
                        .refuses(ProblemType.CONFLICT, ProblemType.INSUFFICIENT_STORAGE);
        TYPES.stream().sorted().forEach(type -> operation.takes(Operation.Content.plain(type)));
        api.add(operation.takes(Operation.Content.plain(PICTURE + "*")), this::put);
    }

    private void put(Context ctx) throws IOException, SQLException, InterruptedException {
        BatchRow batch = ownBatch.require(ctx);
        requireType(ctx);
        OptionalLong size = size(ctx);
        if (size.isPresent() && size.getAsLong() > uploads.largest()) {
            throw tooLarge(uploads.largest());
        }
        refuseUnlessPending(batch);
        var incoming = new Incoming(SentFileName.of(ctx), size, ctx.bodyInputStream());
        UploadOutcome outcome;
        try {
            outcome = uploads.take(batch.definition(), incoming);
        } finally {
            onCommand.run();
        }
        switch (outcome) {
            case UploadOutcome.Stored _ -> ctx.json(BatchView.of(ownBatch.require(ctx)));
            case UploadOutcome.NotPending() -> {
                refuseUnlessPending(ownBatch.require(ctx));
                throw Problem.conflict("another upload has just ended: look before you send again");
            }
            case UploadOutcome.Cancelled() ->
                    throw Problem.conflict("the batch was cancelled during the upload");
            case UploadOutcome.TooLarge(long limit) -> throw tooLarge(limit);
            case UploadOutcome.NoRoom(long left) ->
                    throw Problem.of(
                            ProblemType.INSUFFICIENT_STORAGE,
                            "the storage has no room for this source, %d bytes are left: send it again when there is more"
                                    .formatted(left));
        }
    }

    private static void refuseUnlessPending(BatchRow batch) {
        BatchStatus requested = batch.request().status();
        switch (requested) {
            case PENDING -> {
                // The one state that takes a source.
            }
            case UPLOADING -> throw Problem.conflict("another upload for this batch is under way");
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

    private static Problem tooLarge(long limit) {
        return Problem.of(
                ProblemType.TOO_LARGE, "a source takes at most %d bytes".formatted(limit));
    }
}
