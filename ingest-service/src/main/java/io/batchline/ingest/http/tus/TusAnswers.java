package io.batchline.ingest.http.tus;

import io.batchline.http.Problem;
import io.batchline.http.ProblemType;
import io.batchline.ingest.batch.Beginning;
import io.batchline.ingest.batch.Upload;
import io.batchline.ingest.batch.UploadRole;
import io.batchline.ingest.upload.ChunkOutcome;
import io.batchline.ingest.upload.UploadCreation;
import io.javalin.http.Context;
import java.time.Duration;

/// Outcomes as statuses and headers.
final class TusAnswers {
    private static final Duration LATER = Duration.ofSeconds(60);

    private TusAnswers() {}

    /// Where the upload stands.
    ///
    /// @throws Problem 410 when it is over without a source
    static void standing(Context ctx, Upload upload) {
        switch (upload.state()) {
            case EXPIRED -> throw gone("the upload has expired: begin a new one");
            case ENDED -> throw gone("the upload was ended: begin a new one");
            case OPEN -> {
                expires(ctx, upload);
                // What is joined so far is no place to go on at.
                if (!(upload.role() instanceof UploadRole.Joined)) {
                    offset(ctx, upload.received());
                }
            }
            case JOINED, COMPLETE -> offset(ctx, upload.received());
        }
        if (upload.length().isPresent()) {
            ctx.header(TusHeaders.LENGTH, Long.toString(upload.length().getAsLong()));
        } else {
            ctx.header(TusHeaders.DEFER_LENGTH, "1");
        }
        switch (upload.role()) {
            case UploadRole.Whole() -> {
                // It is one among no others.
            }
            case UploadRole.Part _ -> ctx.header(TusHeaders.CONCAT, UploadConcat.PARTIAL);
            case UploadRole.Joined(var _, String asked) -> ctx.header(TusHeaders.CONCAT, asked);
        }
        String metadata = upload.metadata();
        if (metadata != null && !metadata.isEmpty()) {
            ctx.header(TusHeaders.METADATA, metadata);
        }
    }

    static void expires(Context ctx, Upload upload) {
        ctx.header(TusHeaders.EXPIRES, TusHeaders.time(upload.expiresAt()));
    }

    /// @throws Problem for whatever is not taken
    static void chunk(Context ctx, ChunkOutcome outcome) {
        switch (outcome) {
            case ChunkOutcome.Taken taken -> {
                ctx.header(TusHeaders.EXPIRES, TusHeaders.time(taken.expiresAt()));
                offset(ctx, taken.offset());
            }
            case ChunkOutcome.Complete(long offset) -> offset(ctx, offset);
            case ChunkOutcome.WrongOffset(long offset) ->
                    throw Problem.conflict("the upload goes on at byte %d".formatted(offset))
                            .withHeader(TusHeaders.OFFSET, Long.toString(offset));
            case ChunkOutcome.OtherLength(long length) ->
                    throw TusHeaders.bad(
                            TusHeaders.LENGTH,
                            "can't be that: the upload has %d bytes".formatted(length));
            case ChunkOutcome.Busy() ->
                    throw TusProblems.locked("another request writes this upload: ask again");
            case ChunkOutcome.Gone() ->
                    throw gone("the upload has expired or was ended: begin a new one");
            case ChunkOutcome.TooLarge(long limit) ->
                    throw Problem.of(
                            ProblemType.TOO_LARGE,
                            "the upload takes at most %d bytes".formatted(limit));
            case ChunkOutcome.TenantFull(long limit, long left) -> throw tenantFull(limit, left);
            case ChunkOutcome.ChecksumMismatch() ->
                    throw Problem.of(
                            TusProblems.CHECKSUM_MISMATCH,
                            "nothing of the chunk is kept: send it again");
            case ChunkOutcome.NoRoom(long left) -> throw noRoom(left);
        }
    }

    static Upload created(UploadCreation creation) {
        return switch (creation) {
            case UploadCreation.Created(Upload upload) -> upload;
            case UploadCreation.TooLarge(long limit) ->
                    throw Problem.of(
                            ProblemType.TOO_LARGE,
                            "a source takes at most %d bytes".formatted(limit));
            case UploadCreation.NoRoom(long left) -> throw noRoom(left);
            case UploadCreation.Refused(Beginning why) -> throw refused(why);
        };
    }

    private static Problem refused(Beginning why) {
        return switch (why) {
            case Beginning.Begun _ -> throw new IllegalStateException("it has begun");
            case Beginning.NotPending() ->
                    Problem.conflict("the batch has started or was cancelled: it takes no source");
            case Beginning.Busy() ->
                    TusProblems.locked("another upload for this batch is under way");
            case Beginning.TooMany(int limit) ->
                    Problem.tooManyRequests(
                            "there are %d unfinished uploads: finish or delete some"
                                    .formatted(limit),
                            LATER);
            case Beginning.TenantFull(long limit, long left) -> tenantFull(limit, left);
            case Beginning.TooManyParts(int limit) ->
                    Problem.conflict(
                            "a source takes at most %d parts, and so many are open: delete some"
                                    .formatted(limit));
            case Beginning.PartsTooLarge(long limit, long left) ->
                    Problem.of(
                            ProblemType.TOO_LARGE,
                            "all parts together may have %d bytes, and %d are left: delete parts that are wanted no more"
                                    .formatted(limit, left));
        };
    }

    private static void offset(Context ctx, long offset) {
        ctx.header(TusHeaders.OFFSET, Long.toString(offset));
    }

    private static Problem gone(String detail) {
        return Problem.of(TusProblems.GONE, detail);
    }

    private static Problem tenantFull(long limit, long left) {
        return Problem.of(
                ProblemType.TOO_LARGE,
                "all sources together may have %d bytes, and %d are left: delete batches that are done"
                        .formatted(limit, left));
    }

    private static Problem noRoom(long left) {
        return Problem.of(
                ProblemType.INSUFFICIENT_STORAGE,
                "the storage has no room for it, %d bytes are left".formatted(left));
    }
}
