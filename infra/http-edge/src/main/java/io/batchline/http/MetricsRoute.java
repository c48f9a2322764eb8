package io.batchline.http;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Stream;

/// `/metrics` in Prometheus' text format: what rooms bring, requests, and the JVM.
final class MetricsRoute {
    private static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";
    private static final double NANOS = 1e9;

    private final List<Routes> routes;
    private final RequestMetrics requests;

    MetricsRoute(List<Routes> routes, RequestMetrics requests) {
        this.routes = List.copyOf(routes);
        this.requests = requests;
    }

    void addTo(Api api) {
        api.add(
                Operation.get(
                                "/metrics",
                                "metrics",
                                Permission.NONE,
                                "Figures in Prometheus' text format")
                        .answers(200, Operation.Content.plain("text/plain"), "all figures"),
                ctx -> ctx.contentType(MEDIA_TYPE).result(MetricsText.of(all())));
    }

    private List<Metric> all() {
        return Stream.of(
                        requests.metrics().stream(),
                        jvm().stream(),
                        routes.stream().flatMap(each -> each.metrics().stream()))
                .flatMap(metrics -> metrics)
                .toList();
    }

    private static List<Metric> jvm() {
        var memory = ManagementFactory.getMemoryMXBean();
        return List.of(
                Metric.gauge(
                        "batchline_jvm_heap_used_bytes",
                        "Heap in use.",
                        () -> (double) memory.getHeapMemoryUsage().getUsed()),
                Metric.gauge(
                        "batchline_jvm_heap_max_bytes",
                        "Heap that may be used.",
                        () -> (double) memory.getHeapMemoryUsage().getMax()),
                Metric.gauge(
                        "batchline_jvm_threads",
                        "Platform threads alive.",
                        () -> (double) ManagementFactory.getThreadMXBean().getThreadCount()),
                Metric.counter(
                        "batchline_process_cpu_seconds_total",
                        "Processor time used.",
                        MetricsRoute::processorSeconds));
    }

    private static double processorSeconds() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(taken -> taken.toNanos() / NANOS)
                .orElse(Double.NaN);
    }
}
