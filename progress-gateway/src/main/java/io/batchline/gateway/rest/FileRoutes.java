package io.batchline.gateway.rest;

import io.batchline.blob.BlobStore;
import io.batchline.contract.batch.Batch;
import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.stage.StageOutput;
import io.batchline.gateway.session.Access;
import io.batchline.gateway.session.VisibleBatch;
import io.batchline.http.Api;
import io.batchline.http.Operation;
import io.batchline.http.Permission;
import io.batchline.http.Problem;
import io.batchline.http.ProblemType;
import io.batchline.http.Routes;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.Locale;

/// The files of a batch, streamed from the blob store.
public final class FileRoutes implements Routes {
    private final Access access;
    private final BlobStore blobs;

    public FileRoutes(Access access, BlobStore blobs) {
        this.access = access;
        this.blobs = blobs;
    }

    @Override
    public void addTo(Api api) {
        for (Download download : Download.values()) {
            api.add(
                    Operation.get(
                                    "/api/batches/{batch_id}/" + download.fileName(),
                                    download.operationId(),
                                    Permission.READ,
                                    "%s, once it is written".formatted(download.fileName()))
                            .answers(200, Operation.Content.plain("text/csv"), "the file")
                            .refuses(ProblemType.CONFLICT, ProblemType.GONE),
                    ctx -> send(ctx, download));
        }
    }

    private void send(Context ctx, Download download) throws IOException {
        VisibleBatch batch = access.batch(ctx);
        batch.removals().requireResults();
        StageOutput output =
                download.in(batch.batch()).orElseThrow(() -> missing(batch.batch(), download));
        var bytes = Channels.newInputStream(blobs.open(output.blob()));
        ctx.contentType("text/csv; charset=utf-8")
                .header("Cache-Control", "private, no-cache")
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"%s-%s\""
                                .formatted(plain(batch.definition().name()), download.fileName()))
                .result(bytes);
    }

    private static Problem missing(Batch batch, Download download) {
        if (batch.status() == BatchStatus.COMPLETED) {
            return Problem.notFound("the batch has no %s".formatted(download.fileName()));
        }
        if (batch.status().isTerminal()) {
            return Problem.notFound(
                    "the batch ended as %s before %s was written"
                            .formatted(batch.status().wireId(), download.fileName()));
        }
        return Problem.conflict(
                "%s is not written yet: the batch is %s; it is there once the stage generating_csv is finished"
                        .formatted(download.fileName(), batch.status().wireId()));
    }

    /// A batch's name as part of a file name that no system stumbles over.
    static String plain(String name) {
        String plain =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return plain.isEmpty() ? "batch" : plain.substring(0, Math.min(60, plain.length()));
    }
}
