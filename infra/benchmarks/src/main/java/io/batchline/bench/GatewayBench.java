package io.batchline.bench;

import io.batchline.contract.id.BatchId;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Measures the gateway, and its peer under the same load right after it.
final class GatewayBench {
    private static final int READ_IN = 100_000;
    private static final int READ_IN_BATCHES = 1_000;
    private static final double NANOS = 1e9;
    private static final double MICROS = 1e6;

    private final StreamBackground background;
    private final int heap;
    private final List<String> flags;
    private final boolean beside;
    private final Size size;
    private final Figures figures;
    private final PrintStream out;

    /// Seconds of a load, before and while it is measured.
    record Size(int warmUp, int seconds) {}

    GatewayBench(
            StreamBackground background,
            int heap,
            List<String> flags,
            boolean beside,
            Size size,
            Figures figures,
            PrintStream out) {
        this.background = background;
        this.heap = heap;
        this.flags = flags;
        this.beside = beside;
        this.size = size;
        this.figures = figures;
        this.out = out;
    }

    void measure(StreamScenario scenario) throws IOException, InterruptedException, SQLException {
        List<BatchId> batches = background.batches(scenario.channels());
        try (GatewayServer gateway = GatewayServer.start(background, batches, heap, flags)) {
            add(scenario, gateway, run(scenario, gateway));
        }
        background.end(batches);
        if (beside) {
            try (NchanServer peer = NchanServer.start(background.folder())) {
                add(scenario, peer, run(scenario, peer));
            }
        }
    }

    /// @param stale clients that read and do not have the newest in the end
    private record Result(
            double openSeconds,
            double kibPerConnection,
            double microsPerEvent,
            StreamTally tally,
            double seconds,
            double stormSeconds,
            int stale,
            int lost) {}

    private Result run(StreamScenario scenario, StreamServer server)
            throws IOException, InterruptedException {
        out.printf("%s: %s%n", server.name(), scenario.what());
        var tally = new StreamTally();
        long[] numbers = new long[scenario.channels()];
        try (var clients = new StreamClients(server.address())) {
            server.tidy();
            ProcessCost before = ProcessCost.of(server.processes());
            Duration opened = clients.open(clients(scenario, server, tally));
            server.tidy();
            ProcessCost open = ProcessCost.of(server.processes());
            double microsPerEvent;
            double stormSeconds = Double.NaN;
            long begin;
            long end;
            try (var _ = new StreamPublisher(server, scenario, numbers)) {
                Thread.sleep(Duration.ofSeconds(size.warmUp()));
                clients.stall(clients.all().stream().filter(StreamClient::willStall).toList());
                clients.onThread(tally::clear);
                ProcessCost from = ProcessCost.of(server.processes());
                begin = System.nanoTime();
                Thread.sleep(Duration.ofSeconds(size.seconds()));
                ProcessCost to = ProcessCost.of(server.processes());
                end = System.nanoTime();
                microsPerEvent =
                        (to.processorSeconds() - from.processorSeconds()) * MICROS / tally.count();
                if (scenario.storm()) {
                    stormSeconds = clients.storm().toNanos() / NANOS;
                }
            }
            // What is on its way comes.
            Thread.sleep(Duration.ofSeconds(2));
            return new Result(
                    opened.toNanos() / NANOS,
                    (open.kib() - before.kib()) / (double) scenario.connections(),
                    microsPerEvent,
                    tally,
                    (end - begin) / NANOS,
                    stormSeconds,
                    (int)
                            clients.all().stream()
                                    .filter(each -> isStale(each, scenario, numbers))
                                    .count(),
                    (int)
                            clients.all().stream()
                                    .filter(each -> each.lost() != null && !each.willStall())
                                    .count());
        }
    }

    private static List<StreamClient> clients(
            StreamScenario scenario, StreamServer server, StreamTally tally) {
        var all = new ArrayList<StreamClient>();
        for (int i = 0; i < scenario.connections(); i++) {
            String path =
                    scenario.page()
                            ? server.page(scenario.channels())
                            : server.path(i % scenario.channels());
            String head =
                    "GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\n%s".formatted(path, server.headers());
            all.add(new StreamClient(head, scenario.isStalled(i), scenario.channels(), tally));
        }
        return all;
    }

    private static boolean isStale(StreamClient client, StreamScenario scenario, long[] numbers) {
        if (client.willStall()) {
            return false;
        }
        return IntStream.range(0, scenario.channels())
                .filter(channel -> scenario.page() || client.newest(channel) > 0)
                .anyMatch(channel -> client.newest(channel) < numbers[channel]);
    }

    private void add(StreamScenario scenario, StreamServer server, Result result) {
        String key = scenario.key() + "_" + server.name().toLowerCase(java.util.Locale.ROOT) + "_";
        String what = "%s, %s: ".formatted(server.name(), scenario.what());
        figures.add(what + "streams", key + "streams", scenario.connections(), "");
        figures.add(what + "opened in s", key + "opened_s", result.openSeconds(), "");
        figures.add(what + "KiB each", key + "kib", result.kibPerConnection(), "0.4 x Nchan");
        figures.add(
                what + "CPU µs/event", key + "us", result.microsPerEvent(), "0.75, 0.1 x Nchan");
        figures.add(
                what + "events/s", key + "per_s", result.tally().count() / result.seconds(), "");
        figures.add(what + "p50 ms", key + "p50_ms", result.tally().at(50), "");
        figures.add(what + "p99 ms", key + "p99_ms", result.tally().at(99), "1.0, 0.25 x Nchan");
        figures.add(
                what + "passed over",
                key + "passed_over",
                (double) result.tally().passedOver(),
                "");
        figures.add(what + "stale at the end", key + "stale", result.stale(), "none");
        figures.add(what + "lost", key + "lost", result.lost(), "none");
        if (scenario.storm()) {
            figures.add(
                    what + "all back in s", key + "storm_s", result.stormSeconds(), "1.5 x Nchan");
        }
    }

    /// How soon a gateway that is started has read many records in.
    void measureReadIn() throws IOException, InterruptedException, SQLException {
        out.println("gateway: start after many records");
        List<BatchId> batches = background.batches(READ_IN_BATCHES);
        for (int i = 0; i < READ_IN; i++) {
            background.progress(batches.get(i % READ_IN_BATCHES), "bench 0 %d 0".formatted(i));
        }
        background.flush();
        long begin = System.nanoTime();
        try (GatewayServer gateway = GatewayServer.start(background, batches, heap, flags)) {
            figures.add(
                    "gateway is ready after s, 100,000 records held",
                    "ready_s",
                    (System.nanoTime() - begin) / NANOS,
                    "from the start of its process");
            figures.add("gateway has read them in s", "read_in_s", gateway.readInSeconds(), "3");
            gateway.tidy();
            figures.add(
                    "gateway, MiB with them",
                    "ready_mib",
                    ProcessCost.of(gateway.processes()).kib() / 1024.0,
                    "");
        }
    }
}
