package io.batchline.gateway.sse;

import io.batchline.contract.id.TenantId;
import io.batchline.gateway.hub.Audience;
import io.batchline.gateway.hub.Board;
import io.batchline.gateway.hub.From;
import io.batchline.gateway.hub.ItemBoard;
import io.batchline.gateway.hub.Overload;
import io.batchline.gateway.hub.Reception;
import io.batchline.http.identity.Authenticator.Admission;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// All streams of batches: lets viewers in, and spreads them over a few threads that write.
public final class LiveStreams implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveStreams.class);
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(2);

    private final StreamCounts counts = new StreamCounts();
    private final AtomicInteger next = new AtomicInteger();
    private final List<Lane> lanes;
    private final Rights rights;
    private final Audience audience;
    private final StreamSettings settings;
    private final byte[] retry;
    private volatile boolean closing;

    private LiveStreams(
            Reception reception, Rights rights, Audience audience, StreamSettings settings) {
        this.rights = rights;
        this.audience = audience;
        this.settings = settings;
        this.retry = Frame.retry(settings.retry());
        this.lanes =
                IntStream.range(0, settings.lanes())
                        .mapToObj(number ->
                                new Lane(
                                        "streams-" + number,
                                        settings,
                                        counts,
                                        reception,
                                        this::left))
                        .toList();
    }

    /// Starts their threads.
    public static LiveStreams start(
            Board board,
            ItemBoard items,
            Reception reception,
            Rights rights,
            Audience audience,
            StreamSettings settings) {
        var streams = new LiveStreams(reception, rights, audience, settings);
        streams.lanes.forEach(board::tell);
        streams.lanes.forEach(items::tell);
        streams.lanes.forEach(Lane::start);
        return streams;
    }

    /// Answers a request with a stream, from the head on. The request's thread is free when this
    /// returns.
    ///
    /// @param admission what lets the viewer in: the stream ends some seconds after that does
    void open(Context ctx, Watched watched, From from, TenantId tenant, Admission admission)
            throws IOException {
        double chance = ThreadLocalRandom.current().nextDouble();
        StreamHead.write(ctx);
        if (closing) {
            turnAway(ctx, Overload.comeBackSoon(chance));
        } else if (Overload.isFull(counts.open.get(), settings.most(), late())) {
            turnAway(ctx, Overload.comeBackLater(chance));
        } else {
            counts.open.incrementAndGet();
            counts.opened.increment();
            audience.streamOpened(tenant);
            ctx.res().flushBuffer();
            // It never completes: from here on the answer is the lane's, and a request that nobody
            // refers to any more is garbage, with all that the server holds for it.
            ctx.future(() -> {
                hand(ctx, watched, from, tenant, admission);
                return new CompletableFuture<>();
            });
        }
    }

    private void hand(
            Context ctx, Watched watched, From from, TenantId tenant, Admission admission) {
        Lane lane = lanes.get(Math.floorMod(next.getAndIncrement(), lanes.size()));
        Sink sink = StreamHead.sink(ctx);
        var client = new StreamClient(lane, sink, tenant, admission);
        lane.ask(() -> {
            lane.join(client, watched, from, retry);
            if (!client.isGone()) {
                sink.open(client);
            }
        });
    }

    private void turnAway(Context ctx, Duration comeBack) {
        counts.refused.increment();
        // A browser takes anything but 200 for a word that is final.
        ctx.result(Frame.retry(comeBack));
    }

    private void left(StreamClient client) {
        counts.open.decrementAndGet();
        audience.streamClosed(client.tenant());
    }

    private Duration late() {
        return Duration.ofNanos(lanes.stream().mapToLong(Lane::lateBy).max().orElse(0));
    }

    StreamCounts counts() {
        return counts;
    }

    /// Ends the streams of viewers who would not be let in any more; to be called now and then.
    public void endUnadmitted() {
        for (Lane lane : lanes) {
            try {
                Set<Admission> held =
                        lane.admissions().get(ANSWERS_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
                Set<Admission> ended = rights.endedOf(held);
                if (!ended.isEmpty()) {
                    lane.end(ended);
                }
            } catch (TimeoutException | ExecutionException e) {
                // A lane that has ended has no viewers and does not answer.
                LOG.atLevel(closing ? Level.DEBUG : Level.WARN)
                        .setCause(e)
                        .log("viewers' rights are looked up later");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /// Sends every viewer to another replica.
    @Override
    public void close() {
        closing = true;
        lanes.forEach(Lane::close);
    }
}
