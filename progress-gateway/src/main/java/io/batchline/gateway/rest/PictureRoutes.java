package io.batchline.gateway.rest;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.batchline.blob.BlobStore;
import io.batchline.contract.id.BlobKey;
import io.batchline.contract.id.TenantId;
import io.batchline.contract.progress.WaitingReason;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.topic.Json;
import io.batchline.contract.work.DrawRequest;
import io.batchline.gateway.hub.Crew;
import io.batchline.gateway.session.Access;
import io.batchline.gateway.session.GivenIds;
import io.batchline.gateway.session.Queries;
import io.batchline.gateway.session.VisibleBatch;
import io.batchline.http.Api;
import io.batchline.http.Operation;
import io.batchline.http.Permission;
import io.batchline.http.Problem;
import io.batchline.http.ProblemType;
import io.batchline.http.Routes;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.nio.channels.Channels;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// `GET /api/jobs/{job_id}/overlay.png` and `/crops/{name}`: what was read of a sheet, as pictures.
///
/// A crop is there or not: 404 where there never was one of that name, 410 where it is not kept any
/// more. An overlay that is not there is drawn by a worker, which takes a moment: 503 with
/// `Retry-After` where none is alive or none has done it in time, 404 with the reason where there
/// is nothing to draw, 410 where the source is not kept any more.
public final class PictureRoutes implements Routes {
    private static final String PNG = "image/png";
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final Duration ASK_EVERY = Duration.ofSeconds(1);
    private static final String RETRY_AFTER_SECONDS = "5";

    private final Access access;
    private final BlobStore blobs;
    private final Crew crew;
    private final PictureRows rows;
    private final GivenIds given;
    private final Duration patience;
    private final JsonMapper mapper = Json.mapper();

    /// @param patience how long a worker may take to draw
    public PictureRoutes(
            Access access, Queries queries, BlobStore blobs, Crew crew, Duration patience) {
        this.access = access;
        this.blobs = blobs;
        this.crew = crew;
        this.rows = new PictureRows(queries);
        this.given = new GivenIds(queries);
        this.patience = patience;
    }

    @Override
    public void addTo(Api api) {
        api.add(
                Operation.get(
                                "/api/jobs/{job_id}/overlay.png",
                                "getOverlay",
                                Permission.READ,
                                "What was read of a sheet, drawn on it")
                        .answers(200, Operation.Content.plain(PNG), "the picture")
                        .tagged()
                        .refuses(ProblemType.GONE),
                this::overlay);
        api.add(
                Operation.get(
                                "/api/jobs/{job_id}/crops/{name}",
                                "getCrop",
                                Permission.READ,
                                "The part of a sheet that a doubtful field was read from")
                        .answers(200, Operation.Content.plain(PNG), "the picture")
                        .tagged()
                        .refuses(ProblemType.GONE),
                this::crop);
    }

    /// The item that the path names, if its batch is one of the caller's tenant.
    private Pictured visible(Context ctx) {
        TenantId tenant = access.caller(ctx).tenant();
        return rows.item(tenant, given.ours(tenant, ctx.pathParam("job_id")))
                .flatMap(item ->
                        access.find(tenant, item.batchId().value())
                                .map(batch -> new Pictured(item, batch)))
                .orElseThrow(() ->
                        Problem.notFound(
                                "there is no item '%s'".formatted(ctx.pathParam("job_id"))));
    }

    private record Pictured(PictureRows.Item item, VisibleBatch batch) {}

    private void crop(Context ctx) throws IOException {
        String name = ctx.pathParam("name");
        Pictured asked = visible(ctx);
        asked.batch().removals().requireResults();
        BlobKey crop =
                rows.crop(asked.batch().definition().tenant(), asked.item(), name)
                        .orElseThrow(() ->
                                Problem.notFound(
                                        "no doubtful field of the item has a crop '%s'"
                                                .formatted(name)));
        send(ctx, crop);
    }

    private void overlay(Context ctx) throws IOException, InterruptedException {
        Pictured asked = visible(ctx);
        asked.batch().removals().requireResults();
        PictureRows.Item item = asked.item();
        requireRow(item);
        DrawRequest request = item.drawn();
        if (!blobs.exists(request.overlay())) {
            asked.batch().removals().requireSource();
            requireDrawable(request);
            draw(request, item.source());
        }
        send(ctx, request.overlay());
    }

    private static void requireRow(PictureRows.Item item) {
        if (item.state().equals("failed")) {
            throw Problem.notFound(
                    "there is nothing to draw: %s (%s)".formatted(item.message(), item.cause()));
        }
        if (!item.state().equals("succeeded")) {
            throw Problem.notFound(
                    "there is nothing to draw yet: the item is %s".formatted(item.state()));
        }
        if (!item.hasRow()) {
            throw Problem.notFound("there is nothing to draw: the item is a separator");
        }
    }

    /// Has it drawn, and waits for that.
    private void draw(DrawRequest request, @Nullable BlobKey source)
            throws IOException, InterruptedException {
        if (source == null || !blobs.exists(source)) {
            throw Problem.of(
                    ProblemType.GONE,
                    "the batch's source is deleted, so nothing of it can be drawn");
        }
        if (crew.running(Stage.PROCESS) == 0) {
            throw later(new WaitingReason.NoWorker(Stage.PROCESS).text());
        }
        long end = System.nanoTime() + patience.toNanos();
        long askAt = System.nanoTime();
        while (!blobs.exists(request.overlay())) {
            requireDrawable(request);
            long now = System.nanoTime();
            if (now - end >= 0) {
                throw later("no worker has drawn it within %d s".formatted(patience.toSeconds()));
            }
            if (now - askAt >= 0) {
                // A worker that has lost its connection meanwhile hears it the next time.
                rows.ask(request);
                askAt = now + ASK_EVERY.toNanos();
            }
            Thread.sleep(LOOK_EVERY);
        }
    }

    private void requireDrawable(DrawRequest request) throws IOException {
        if (!blobs.exists(request.failure())) {
            return;
        }
        try (var bytes = Channels.newInputStream(blobs.open(request.failure()))) {
            var why = mapper.readValue(bytes, DrawRequest.NotDrawn.class);
            throw Problem.notFound(
                    "there is nothing to draw: %s (%s)".formatted(why.message(), why.cause()));
        }
    }

    private static Problem later(String why) {
        return Problem.unavailable(why).withHeader("Retry-After", RETRY_AFTER_SECONDS);
    }

    /// The key names the run, so what lies under it never changes.
    private void send(Context ctx, BlobKey picture) throws IOException {
        String tag = "\"%s\"".formatted(picture.value());
        ctx.header("ETag", tag).header("Cache-Control", "private, no-cache");
        if (Etags.matches(ctx.header("If-None-Match"), tag)) {
            ctx.status(HttpStatus.NOT_MODIFIED);
        } else if (blobs.exists(picture)) {
            ctx.contentType(PNG).result(Channels.newInputStream(blobs.open(picture)));
        } else {
            throw Problem.of(ProblemType.GONE, "the picture is not kept any more");
        }
    }
}
