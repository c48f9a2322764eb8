package io.batchline.ingest.http.tus;

import io.batchline.contract.batch.BatchDefinition;
import io.batchline.http.Problem;
import io.batchline.http.ProblemType;
import io.batchline.ingest.batch.Upload;
import io.batchline.ingest.batch.UploadRole;
import io.batchline.ingest.upload.Chunk;
import io.javalin.http.Context;
import java.io.IOException;
import java.sql.SQLException;
import java.util.UUID;

/// What each method of tus does with an upload that has begun.
final class TusHandlers {
    private final TusDesk desk;

    TusHandlers(TusDesk desk) {
        this.desk = desk;
    }

    void head(Context ctx) throws SQLException {
        TusAnswers.standing(ctx, own(ctx));
    }

    void get(Context ctx) throws SQLException {
        Upload upload = own(ctx);
        TusAnswers.standing(ctx, upload);
        ctx.json(UploadView.of(upload));
    }

    void patch(Context ctx) throws IOException, SQLException, InterruptedException {
        Upload upload = own(ctx);
        if (upload.role() instanceof UploadRole.Joined) {
            throw Problem.of(
                    ProblemType.FORBIDDEN, "the upload was made of parts: it takes no chunks");
        }
        TusHeaders.requireChunkType(ctx);
        Chunk chunk = TusHeaders.chunk(ctx);
        BatchDefinition batch =
                desk.batch(ctx, upload.batchId().value()).orElseThrow(() -> unknown(ctx));
        ctx.status(204);
        desk.append(ctx, batch, upload, chunk);
    }

    void delete(Context ctx) throws SQLException {
        Upload upload = own(ctx);
        if (upload.state() == Upload.State.EXPIRED || upload.state() == Upload.State.ENDED) {
            throw Problem.of(TusProblems.GONE, "the upload had ended before");
        }
        if (upload.state() == Upload.State.JOINED) {
            throw Problem.conflict(
                    "the part belongs to the upload %s: delete that".formatted(upload.source()));
        }
        desk.uploads().terminate(upload);
        desk.onCommand().run();
        ctx.status(204);
    }

    /// @throws Problem 404 for one that is unknown or another tenant's
    private Upload own(Context ctx) throws SQLException {
        UUID id = UploadId.parse(ctx.pathParam("upload_id")).orElseThrow(() -> unknown(ctx));
        return desk.uploads().find(desk.tenant(ctx), id).orElseThrow(() -> unknown(ctx));
    }

    private static Problem unknown(Context ctx) {
        return Problem.notFound("there is no upload '%s'".formatted(ctx.pathParam("upload_id")));
    }
}
