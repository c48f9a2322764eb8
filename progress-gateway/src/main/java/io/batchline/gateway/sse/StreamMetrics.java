package io.batchline.gateway.sse;

import io.batchline.contract.batch.BatchStatus;
import io.batchline.gateway.hub.Audience;
import io.batchline.gateway.hub.BatchView;
import io.batchline.gateway.hub.Board;
import io.batchline.http.Metric;
import io.batchline.http.Metric.Sample;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/// The figures of the streams, and of what is streamed.
///
/// @param threaded the open streams that have threads of their own
record StreamMetrics(
        StreamCounts counts, Streams threaded, Board board, Audience audience, Clock clock) {
    List<Metric> all() {
        return List.of(
                Metric.gauge(
                        "batchline_streams_open",
                        "Streams that are open now.",
                        () -> (double) counts.open.get() + threaded.count()),
                counter("opened", "Streams that were opened.", counts.opened),
                counter("refused", "Streams that found no place here.", counts.refused),
                counter("frames", "Writes to one stream each.", counts.frames),
                counter("bytes", "Bytes written to streams.", counts.bytes),
                counter("events", "Events written to streams.", counts.events),
                counter(
                        "conflated",
                        "Events that slow viewers got newer ones instead of.",
                        counts.conflated),
                counter("cut_off", "Viewers that took nothing for too long.", counts.cutOff),
                Metric.gauge(
                        "batchline_stream_staleness_seconds",
                        "How old the newest event of the active batch is that was silent longest.",
                        this::staleness),
                new Metric(
                        "batchline_stream_clients",
                        "Clients by what they say of their connection.",
                        Metric.Kind.GAUGE,
                        this::connections),
                new Metric(
                        "batchline_stream_quality",
                        "Clients by how good they find their connection.",
                        Metric.Kind.GAUGE,
                        this::qualities));
    }

    private static Metric counter(String what, String help, LongAdder count) {
        return Metric.counter(
                "batchline_streams_%s_total".formatted(what), help, () -> (double) count.sum());
    }

    private double staleness() {
        Instant now = clock.instant();
        return board.snapshots().stream()
                .filter(batch -> batch.status() == BatchStatus.PROCESSING)
                .flatMap(batch -> board.find(batch.definition().batchId()).stream())
                .map(BatchView::history)
                .flatMap(history -> history.newest().stream())
                .map(event -> event.progress().timestamp())
                .min(Comparator.naturalOrder())
                .map(oldest -> Math.max(0, Duration.between(oldest, now).toMillis()) / 1000.0)
                .orElse(0.0);
    }

    private List<Sample> connections() {
        var samples = new ArrayList<Sample>();
        audience.all()
                .connections()
                .forEach((connection, clients) ->
                        samples.add(
                                new Sample(Map.of("connection", connection.wireId()), clients)));
        return samples;
    }

    private List<Sample> qualities() {
        var samples = new ArrayList<Sample>();
        audience.all()
                .qualities()
                .forEach((quality, clients) ->
                        samples.add(new Sample(Map.of("quality", quality.wireId()), clients)));
        return samples;
    }
}
