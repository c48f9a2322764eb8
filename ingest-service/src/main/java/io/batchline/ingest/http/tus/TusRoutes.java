package io.batchline.ingest.http.tus;

import io.batchline.http.Api;
import io.batchline.http.Operation;
import io.batchline.http.Permission;
import io.batchline.http.Problem;
import io.batchline.http.ProblemType;
import io.batchline.http.Routes;
import io.batchline.http.Shape;
import io.batchline.ingest.batch.UploadLimits;
import io.batchline.ingest.upload.Checksum;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.Locale;

/// `/api/uploads`: which methods there are, and what they say of themselves.
public final class TusRoutes implements Routes {
    static final String ALL = "/api/uploads";
    private static final String ONE = "/api/uploads/{upload_id}";
    private static final String EXTENSIONS =
            "creation,creation-defer-length,creation-with-upload,expiration,checksum,termination,concatenation";

    private final TusDesk desk;
    private final TusCreation creation;
    private final TusHandlers handlers;

    public TusRoutes(TusDesk desk) {
        this.desk = desk;
        this.creation = new TusCreation(desk);
        this.handlers = new TusHandlers(desk);
    }

    @Override
    public void addTo(Api api) {
        // Every answer has the header, refusals included.
        Api tus =
                api.guardedBy((ctx, needed) -> {
                    ctx.header(TusHeaders.RESUMABLE, TusHeaders.VERSION);
                    desk.authenticator().admit(ctx, needed);
                });
        tus.add(options(ALL, "describeUploads"), this::options);
        tus.add(options(ONE, "describeUpload"), this::options);
        tus.add(creation(), versioned(creation::create));
        tus.add(
                Operation.get(ONE, "getUpload", Permission.OPERATE, "Where an upload stands")
                        .answers(200, UploadView.class, "`Upload-Offset` is where it goes on")
                        .refuses(TusProblems.GONE, TusProblems.VERSION),
                this::get);
        tus.add(
                chunk(
                                Operation.patch(
                                        ONE,
                                        "patchUpload",
                                        Permission.OPERATE,
                                        "Sends the next chunk"))
                        .unrecorded(),
                versioned(handlers::patch));
        tus.add(
                Operation.delete(ONE, "deleteUpload", Permission.OPERATE, "Ends an upload")
                        .answers(204, "nothing of it is kept, unless a batch has it as its source")
                        .refuses(ProblemType.CONFLICT, TusProblems.GONE, TusProblems.VERSION),
                versioned(handlers::delete));
        tus.add(
                chunk(
                        Operation.post(
                                        ONE,
                                        "overrideUpload",
                                        Permission.OPERATE,
                                        "PATCH or DELETE for clients that can't send these")
                                .header(
                                        TusHeaders.METHOD_OVERRIDE,
                                        Shape.words("PATCH", "DELETE", "HEAD"),
                                        "the method that is meant")
                                .refuses(ProblemType.METHOD_NOT_ALLOWED)),
                versioned(this::override));
    }

    private static Operation options(String path, String id) {
        return Operation.of(
                        HandlerType.OPTIONS,
                        path,
                        id,
                        Permission.NONE,
                        "What of tus this server speaks")
                .answers(204, "in the headers");
    }

    private static Operation creation() {
        return Operation.post(ALL, "createUpload", Permission.OPERATE, "Begins a resumable upload")
                .header(TusHeaders.LENGTH, Shape.integer(0, Long.MAX_VALUE), "bytes of the source")
                .header(TusHeaders.DEFER_LENGTH, Shape.words("1"), "the length follows")
                .header(
                        TusHeaders.METADATA,
                        Shape.text(),
                        "`batch_id` and `filename`, of a part also `source_length`, the bytes of the whole source; each with its value in Base64")
                .header(
                        TusHeaders.CONCAT,
                        Shape.text(),
                        "`partial` for a part of a source, or `final;` and the addresses of at most "
                                + UploadLimits.PARTS
                                + " whole parts, spaces between them, in their order")
                .header(TusHeaders.CHECKSUM, Shape.text(), "of the chunk that comes with it")
                .takes(Operation.Content.plain(TusHeaders.CHUNK_TYPE))
                .bodyOptional()
                .answers(201, "`Location` is the upload")
                .refuses(
                        ProblemType.BAD_REQUEST,
                        ProblemType.NOT_FOUND,
                        ProblemType.CONFLICT,
                        ProblemType.INVALID_FIELDS,
                        ProblemType.TOO_MANY_REQUESTS,
                        ProblemType.INSUFFICIENT_STORAGE,
                        TusProblems.GONE,
                        TusProblems.VERSION,
                        TusProblems.LOCKED,
                        TusProblems.CHECKSUM_MISMATCH);
    }

    private static Operation chunk(Operation operation) {
        return operation
                .header(TusHeaders.OFFSET, Shape.integer(0, Long.MAX_VALUE), "where it goes on")
                .header(TusHeaders.LENGTH, Shape.integer(0, Long.MAX_VALUE), "if it was deferred")
                .header(TusHeaders.CHECKSUM, Shape.text(), "algorithm and Base64 of the chunk")
                .takes(Operation.Content.plain(TusHeaders.CHUNK_TYPE))
                .answers(204, "`Upload-Offset` is where the next one goes on")
                .refuses(
                        ProblemType.BAD_REQUEST,
                        ProblemType.CONFLICT,
                        ProblemType.INSUFFICIENT_STORAGE,
                        TusProblems.GONE,
                        TusProblems.VERSION,
                        TusProblems.LOCKED,
                        TusProblems.CHECKSUM_MISMATCH);
    }

    private void options(Context ctx) {
        ctx.status(204)
                .header(TusHeaders.RESUMABLE, TusHeaders.VERSION)
                .header("Tus-Version", TusHeaders.VERSION)
                .header("Tus-Extension", EXTENSIONS)
                .header("Tus-Max-Size", Long.toString(desk.limits().largest()))
                .header("Tus-Checksum-Algorithm", Checksum.algorithms());
    }

    /// GET is no method of tus, so people may ask without its header.
    private void get(Context ctx) throws Exception {
        if (ctx.method().equals(HandlerType.HEAD)) {
            versioned(handlers::head).handle(ctx);
        } else {
            handlers.get(ctx);
        }
    }

    private void override(Context ctx) throws Exception {
        String method = ctx.header(TusHeaders.METHOD_OVERRIDE);
        switch (method == null ? "" : method.toUpperCase(Locale.ROOT)) {
            case "PATCH" -> handlers.patch(ctx);
            case "DELETE" -> handlers.delete(ctx);
            case "HEAD" -> handlers.head(ctx);
            default ->
                    throw Problem.of(
                                    ProblemType.METHOD_NOT_ALLOWED,
                                    "a POST here takes %s: PATCH, DELETE or HEAD"
                                            .formatted(TusHeaders.METHOD_OVERRIDE))
                            .withHeader("Allow", "OPTIONS, HEAD, GET, PATCH, DELETE");
        }
    }

    private static Handler versioned(Handler handler) {
        return ctx -> {
            TusHeaders.requireVersion(ctx);
            handler.handle(ctx);
        };
    }
}
