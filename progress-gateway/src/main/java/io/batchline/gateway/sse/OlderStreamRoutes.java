package io.batchline.gateway.sse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.contract.id.TenantId;
import io.batchline.contract.progress.Progress;
import io.batchline.contract.progress.ProgressStage;
import io.batchline.gateway.hub.Audience;
import io.batchline.gateway.hub.Board;
import io.batchline.gateway.hub.From;
import io.batchline.gateway.hub.ProgressEvent;
import io.batchline.gateway.session.Access;
import io.batchline.gateway.session.OlderItem;
import io.batchline.gateway.session.OlderItems;
import io.batchline.gateway.session.VisibleBatch;
import io.batchline.http.Api;
import io.batchline.http.OlderPath;
import io.batchline.http.Operation;
import io.batchline.http.Problem;
import io.batchline.http.Routes;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// `GET /events/progress/{job_id}`: what a batch, or one item, comes to, for clients of the earlier
/// systems. Events have no name but a `status`, and the stream closes at the end.
public final class OlderStreamRoutes implements Routes {
    private static final int NO_CONTENT = 204;

    private final Board board;
    private final Access access;
    private final OlderItems items;
    private final LiveStreams live;
    private final Streams streams;
    private final Audience audience;
    private final StreamSettings settings;
    private final ProgressData data = new ProgressData();
    private final EventFrames frames = new EventFrames(this::frame, this::frame, this::frame);

    public OlderStreamRoutes(
            Board board,
            Access access,
            OlderItems items,
            LiveStreams live,
            Streams streams,
            Audience audience,
            StreamSettings settings) {
        this.board = board;
        this.access = access;
        this.items = items;
        this.live = live;
        this.streams = streams;
        this.audience = audience;
        this.settings = settings;
    }

    @Override
    public void addTo(Api api) {
        api.add(
                OlderPath.STREAM
                        .operation()
                        .answers(
                                200,
                                Operation.Content.plain("text/event-stream"),
                                "unnamed events with `status`")
                        .answers(NO_CONTENT, "the client has seen the end: do not connect again")
                        .streams(),
                this::stream);
    }

    private void stream(Context ctx) throws IOException {
        TenantId tenant = access.caller(ctx).tenant();
        String id = ctx.pathParam("job_id");
        Optional<OlderItem> item = items.find(tenant, id);
        if (item.isPresent()) {
            serve(ctx, tenant, ofItem(ctx, tenant, id));
            return;
        }
        VisibleBatch batch =
                access.find(tenant, id)
                        .orElseThrow(() ->
                                Problem.notFound("there is no item or batch '%s'".formatted(id)));
        From from = StreamRoutes.from(ctx, batch, 1);
        if (StreamRoutes.hasSeenTheEnd(board, batch.batchId(), from)) {
            ctx.status(NO_CONTENT).header("Cache-Control", "no-store");
            return;
        }
        live.open(
                ctx,
                new WatchedBatch(
                        board, batch.batchId(), batch.definition().labels().items(), frames),
                from,
                tenant,
                access.admission(ctx));
    }

    private StreamBody ofItem(Context ctx, TenantId tenant, String id) {
        var mapper = ctx.jsonMapper();
        return new OlderItemStream(
                () -> items.find(tenant, id),
                item -> mapper.toJsonString(item, OlderItem.class).getBytes(StandardCharsets.UTF_8),
                settings);
    }

    private void serve(Context ctx, TenantId tenant, StreamBody body) {
        audience.streamOpened(tenant);
        try {
            streams.serve(ctx, access.admission(ctx), body);
        } finally {
            audience.streamClosed(tenant);
        }
    }

    private byte[] frame(ProgressEvent event, String items) {
        Progress progress = event.progress();
        ObjectNode json = data.of(progress, items);
        json.put("status", status(progress.stage()));
        json.put("progress", progress.batchPercentage() / 100);
        json.put("total", progress.itemsTotal());
        json.put("processed", progress.itemsProcessed());
        json.put("success", progress.itemsProcessed() - progress.itemsFailed());
        json.put("errors", progress.itemsFailed());
        return Frame.unnamed(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String status(ProgressStage stage) {
        return switch (stage) {
            case UPLOADING -> "pending";
            case EXTRACTING, ORGANIZING, PROCESSING, COLLECTING, GENERATING, LOADING, CLEANING ->
                    "processing";
            case COMPLETED -> "completed";
            case FAILED -> "failed";
            case CANCELLED -> "cancelled";
        };
    }
}
