package io.batchline.http;

import io.batchline.http.HealthCheck.Health;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/// `/health/live`: the process answers. `/health/ready`: everything that it needs is up, 503
/// otherwise, with the state of each.
final class HealthRoutes {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /// A probe that hangs keeps only its own thread, and nobody waits for it at the end.
    private static final Executor PROBE_THREADS =
            probe -> Thread.ofVirtual().name("health-probe").start(probe);

    private final List<Routes> routes;

    HealthRoutes(List<Routes> routes) {
        this.routes = List.copyOf(routes);
    }

    void addTo(Api api) {
        api.add(
                Operation.get(
                                "/health/live",
                                "isLive",
                                Permission.NONE,
                                "Whether the process answers")
                        .answers(200, Live.class, "it does"),
                ctx -> ctx.json(new Live(word(true))));
        api.add(
                Operation.get(
                                "/health/ready",
                                "isReady",
                                Permission.NONE,
                                "Whether everything that it needs is up, with the state of each")
                        .answers(200, Ready.class, "it is")
                        .answers(503, Ready.class, "something is down"),
                this::ready);
        api.add(
                OlderPath.HEALTH
                        .operation()
                        .answers(200, Ready.class, "everything is up")
                        .answers(503, Ready.class, "something is down"),
                this::ready);
    }

    private void ready(Context ctx) {
        Map<String, Health> found = look();
        boolean up = found.values().stream().allMatch(Health::isReady);
        List<Check> checks =
                found.entrySet().stream()
                        .map(each ->
                                new Check(
                                        each.getKey(),
                                        each.getValue().state().name().toLowerCase(Locale.ROOT),
                                        each.getValue().detail()))
                        .toList();
        ctx.header("Cache-Control", "no-store")
                .status(up ? 200 : 503)
                .json(new Ready(word(up), checks));
    }

    /// All at once, so that one that hangs costs its patience only once.
    private Map<String, Health> look() {
        var found = new LinkedHashMap<String, Health>();
        var running = new LinkedHashMap<HealthCheck, CompletableFuture<Health>>();
        for (Routes each : routes) {
            for (HealthCheck check : each.healthChecks()) {
                running.put(check, CompletableFuture.supplyAsync(() -> look(check), PROBE_THREADS));
            }
        }
        running.forEach(
                (check, health) -> found.merge(check.name(), await(health), HealthRoutes::worse));
        return found;
    }

    private static Health await(CompletableFuture<Health> health) {
        try {
            return health.completeOnTimeout(
                            Health.down("no answer within %d s".formatted(PATIENCE.toSeconds())),
                            PATIENCE.toMillis(),
                            TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException e) {
            return Health.down(String.valueOf(e.getCause()));
        }
    }

    private static Health look(HealthCheck check) {
        try {
            return check.probe().look();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Health.down("interrupted");
        } catch (Exception e) {
            // Whatever a probe throws is its answer, and it is shown.
            return Health.down(String.valueOf(e.getMessage()));
        }
    }

    private static Health worse(Health one, Health other) {
        return one.state().compareTo(other.state()) > 0 ? one : other;
    }

    private static String word(boolean up) {
        return up ? "up" : "down";
    }

    private record Live(String status) {}

    private record Ready(String status, List<Check> checks) {}

    private record Check(String name, String status, String detail) {}
}
