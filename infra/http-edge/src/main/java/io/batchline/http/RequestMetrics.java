package io.batchline.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/// Requests by route and status, and the time they took.
final class RequestMetrics {
    private static final String NO_ROUTE = "none";

    private final Map<Key, Sum> sums = new ConcurrentHashMap<>();

    void addTo(JavalinConfig config) {
        config.requestLogger.http(this::count);
    }

    List<Metric> metrics() {
        return List.of(
                new Metric(
                        "batchline_http_requests_total",
                        "Requests answered, by route and status.",
                        Metric.Kind.COUNTER,
                        () -> samples(sum -> sum.requests.sum())),
                new Metric(
                        "batchline_http_request_seconds_total",
                        "Seconds spent on answered requests, by route and status.",
                        Metric.Kind.COUNTER,
                        () -> samples(sum -> sum.seconds.sum())));
    }

    private void count(Context ctx, float milliseconds) {
        var endpoint = ctx.endpoints().lastHttpEndpoint();
        String route = endpoint == null ? NO_ROUTE : endpoint.path;
        var sum =
                sums.computeIfAbsent(
                        new Key(ctx.method().name(), route, ctx.statusCode()), _ -> new Sum());
        sum.requests.increment();
        sum.seconds.add(milliseconds / 1000.0);
    }

    private List<Metric.Sample> samples(java.util.function.ToDoubleFunction<Sum> value) {
        var samples = new ArrayList<Metric.Sample>();
        sums.forEach((key, sum) ->
                samples.add(
                        new Metric.Sample(
                                Map.of(
                                        "method", key.method,
                                        "route", key.route,
                                        "status", Integer.toString(key.status)),
                                value.applyAsDouble(sum))));
        return samples;
    }

    private record Key(String method, String route, int status) {}

    private static final class Sum {
        private final LongAdder requests = new LongAdder();
        private final DoubleAdder seconds = new DoubleAdder();
    }
}
