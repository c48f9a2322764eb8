package io.batchline.gateway.sse;

import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.TenantId;
import io.batchline.contract.topic.Topics;
import io.batchline.gateway.hub.Audience;
import io.batchline.gateway.hub.BatchView;
import io.batchline.gateway.hub.Board;
import io.batchline.gateway.hub.From;
import io.batchline.gateway.hub.ItemBoard;
import io.batchline.gateway.hub.Vector;
import io.batchline.gateway.session.Access;
import io.batchline.gateway.session.GivenIds;
import io.batchline.gateway.session.VisibleBatch;
import io.batchline.http.Api;
import io.batchline.http.Metric;
import io.batchline.http.Operation;
import io.batchline.http.Permission;
import io.batchline.http.Routes;
import io.batchline.http.Shape;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Clock;
import java.util.List;

/// `GET /api/batches/{batch_id}/stream`, and `GET /api/events/stream`, all batches of the caller's.
public final class StreamRoutes implements Routes {
    private static final int NO_CONTENT = 204;
    private static final String ITEMS = "items";

    private final Board board;
    private final Access access;
    private final ItemBoard itemBoard;
    private final GivenIds given;
    private final LiveStreams live;
    private final Streams threaded;
    private final Audience audience;
    private final EventFrames frames = EventFrames.named(new ProgressData());
    private final Clock clock;

    public StreamRoutes(
            Board board,
            Access access,
            ItemBoard itemBoard,
            GivenIds given,
            LiveStreams live,
            Streams threaded,
            Audience audience,
            Clock clock) {
        this.board = board;
        this.access = access;
        this.itemBoard = itemBoard;
        this.given = given;
        this.live = live;
        this.threaded = threaded;
        this.audience = audience;
        this.clock = clock;
    }

    @Override
    public void addTo(Api api) {
        api.add(
                Operation.get(
                                "/api/batches/{batch_id}/stream",
                                "streamProgress",
                                Permission.READ,
                                "The progress of a batch as it happens (server-sent events)")
                        .header("Last-Event-ID", Shape.text(), "the position to go on after")
                        .query(
                                "last_event_id",
                                Shape.text(),
                                "the same, where no header can be set")
                        .query(
                                "history",
                                Shape.words("all", "latest"),
                                "what comes first: `all` that is held (as without it), or only the `latest`")
                        .query(
                                ITEMS,
                                Shape.words("true", "false"),
                                "`true` sends an event `item` too, whenever one has changed; ids are then others")
                        .answers(
                                200,
                                Operation.Content.plain("text/event-stream"),
                                "events `progress`, at the end `complete` or `error`")
                        .answers(204, "the client has seen the end: do not connect again")
                        .takesTicket()
                        .streams(),
                this::stream);
        api.add(
                Operation.get(
                                "/api/events/stream",
                                "streamEvents",
                                Permission.READ,
                                "The progress of all batches as it happens (server-sent events)")
                        .header("Last-Event-ID", Shape.text(), "the position to go on after")
                        .query(
                                "last_event_id",
                                Shape.text(),
                                "the same, where no header can be set")
                        .answers(
                                200,
                                Operation.Content.plain("text/event-stream"),
                                "first the newest event of each batch that goes on or has ended within the hour, then events `progress`, `complete` and `error` of any")
                        .streams(),
                this::all);
    }

    @Override
    public List<Metric> metrics() {
        return new StreamMetrics(live.counts(), threaded, board, audience, clock).all();
    }

    private void stream(Context ctx) throws IOException {
        VisibleBatch batch = access.batchToFollow(ctx);
        boolean withItems = "true".equals(ctx.queryParam(ITEMS));
        From from = from(ctx, batch, withItems ? WatchedItems.PARTITIONS : 1);
        if (hasSeenTheEnd(board, batch.batchId(), from)) {
            // To a browser this means: do not connect again.
            ctx.status(NO_CONTENT).header("Cache-Control", "no-store");
            return;
        }
        TicketEnd.require(access.caller(ctx), batch.batch(), clock.instant());
        live.open(
                ctx,
                withItems ? items(batch) : batch(batch),
                from,
                batch.definition().tenant(),
                access.admission(ctx));
    }

    private void all(Context ctx) throws IOException {
        TenantId tenant = access.caller(ctx).tenant();
        From from =
                ResumePoint.of(
                        ctx.header("Last-Event-ID"),
                        ctx.queryParam("last_event_id"),
                        null,
                        Topics.BATCH_PARTITIONS);
        live.open(
                ctx,
                new WatchedTenant(board, tenant, frames),
                WatchedTenant.after(from),
                tenant,
                access.admission(ctx));
    }

    private Watched batch(VisibleBatch batch) {
        return new WatchedBatch(
                board, batch.batchId(), batch.definition().labels().items(), frames);
    }

    private Watched items(VisibleBatch batch) {
        return new WatchedItems(
                board,
                itemBoard,
                batch.batchId(),
                batch.definition().labels().items(),
                given.of(batch.definition().tenant(), batch.batchId()),
                frames);
    }

    static From from(Context ctx, VisibleBatch batch, int partitions) {
        if (batch.isBegunAnew()) {
            return new From.Anew(batch.newest().orElseThrow().position());
        }
        return ResumePoint.of(
                ctx.header("Last-Event-ID"),
                ctx.queryParam("last_event_id"),
                ctx.queryParam("history"),
                partitions);
    }

    static boolean hasSeenTheEnd(Board board, BatchId batch, From from) {
        return from instanceof From.After(Vector seen)
                && board.find(batch)
                        .map(BatchView::history)
                        .filter(history -> history.isOverFor(seen.at(0)))
                        .isPresent();
    }

    /// Sends every viewer away and waits for the streams to end.
    @Override
    public void stopping() {
        live.close();
        threaded.close();
    }
}
