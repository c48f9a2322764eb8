package io.batchline.gateway.sse;

import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.TenantId;
import io.batchline.gateway.hub.Audience;
import io.batchline.gateway.hub.BatchView;
import io.batchline.gateway.hub.Board;
import io.batchline.gateway.hub.From;
import io.batchline.gateway.hub.ProgressEvent;
import io.batchline.gateway.hub.Reception;
import io.batchline.gateway.session.Access;
import io.batchline.gateway.session.VisibleBatch;
import io.batchline.http.Api;
import io.batchline.http.Metric;
import io.batchline.http.Operation;
import io.batchline.http.Permission;
import io.batchline.http.Routes;
import io.batchline.http.Shape;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.List;

/// `GET /api/batches/{batch_id}/stream`.
public final class StreamRoutes implements Routes {
    private static final int NO_CONTENT = 204;

    private final Board board;
    private final Access access;
    private final Reception reception;
    private final StreamSettings settings;
    private final Streams streams;
    private final Audience audience;
    private final ProgressData data = new ProgressData();
    private final Clock clock;

    public StreamRoutes(
            Board board,
            Access access,
            Reception reception,
            Streams streams,
            Audience audience,
            StreamSettings settings,
            Clock clock) {
        this.streams = streams;
        this.audience = audience;
        this.board = board;
        this.access = access;
        this.reception = reception;
        this.settings = settings;
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
                        .answers(
                                200,
                                Operation.Content.plain("text/event-stream"),
                                "events `progress`, at the end `complete` or `error`")
                        .answers(204, "the client has seen the end: do not connect again")
                        .takesTicket()
                        .streams(),
                this::stream);
    }

    @Override
    public List<Metric> metrics() {
        return List.of(
                Metric.gauge(
                        "batchline_streams_open",
                        "Streams that are open now.",
                        () -> (double) streams.count()));
    }

    private void stream(Context ctx) {
        VisibleBatch batch = access.batch(ctx);
        From from = from(ctx, batch);
        if (hasSeenTheEnd(board, batch.batchId(), from)) {
            // To a browser this means: do not connect again.
            ctx.status(NO_CONTENT).header("Cache-Control", "no-store");
            return;
        }
        TicketEnd.require(access.caller(ctx), batch.batch(), clock.instant());
        var writer =
                new StreamWriter(
                        board.watch(batch.batchId(), from),
                        frames(batch.definition().labels().items()),
                        reception,
                        settings);
        TenantId tenant = batch.definition().tenant();
        audience.streamOpened(tenant);
        try {
            streams.serve(ctx, access.admission(ctx), writer);
        } finally {
            audience.streamClosed(tenant);
        }
    }

    static From from(Context ctx, VisibleBatch batch) {
        if (batch.isBegunAnew()) {
            return new From.Anew(batch.newest().orElseThrow().position());
        }
        return ResumePoint.of(
                ctx.header("Last-Event-ID"),
                ctx.queryParam("last_event_id"),
                ctx.queryParam("history"));
    }

    static boolean hasSeenTheEnd(Board board, BatchId batch, From from) {
        return from instanceof From.After(long position)
                && board.find(batch)
                        .map(BatchView::history)
                        .filter(history -> history.isOverFor(position))
                        .isPresent();
    }

    private StreamWriter.Frames frames(String items) {
        return new StreamWriter.Frames(
                event -> event.frame(shared -> frame(shared, data.bytes(shared.progress(), items))),
                event -> frame(event, data.unheard(event.progress(), items)));
    }

    private static byte[] frame(ProgressEvent event, byte[] data) {
        return Frame.event(Frame.eventName(event.progress().stage()), event.position(), data);
    }

    /// Sends every viewer away and waits for the streams to end.
    @Override
    public void stopping() {
        board.close();
        streams.close();
    }
}
