package io.batchline.bench;

import io.batchline.contract.id.BatchId;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

/// Measures the gateway, and its peer under the same load right after it.
final class GatewayBench {
    private static final int READ_IN = 100_000;
    private static final int READ_IN_BATCHES = 1_000;
    private static final int STORMS = 5;
    private static final double NANOS = 1e9;
    private static final double MICROS = 1e6;
    private static final Duration WITHIN = Duration.ofSeconds(10);
    private static final Duration ON_ITS_WAY = Duration.ofMillis(50);

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
        StreamFigures mine;
        try (GatewayServer gateway = GatewayServer.start(background, batches, heap, flags)) {
            mine = run(scenario, gateway);
        }
        mine.addTo(figures, scenario, "gateway");
        background.end(batches);
        if (beside) {
            StreamFigures peer;
            try (NchanServer nchan = NchanServer.start(background.folder())) {
                peer = run(scenario, nchan);
            }
            peer.addTo(figures, scenario, "Nchan");
            mine.compareTo(peer, figures, scenario);
        }
    }

    private StreamFigures run(StreamScenario scenario, StreamServer server)
            throws IOException, InterruptedException {
        out.printf("%s: %s%n", server.name(), scenario.what());
        var numbers = new AtomicLongArray(scenario.channels());
        try (LoadProcess clients = LoadProcess.start()) {
            server.tidy();
            ProcessCost before = ProcessCost.of(server.processes());
            double opened = clients.ask(streams(scenario, server)).seconds();
            server.tidy();
            ProcessCost open = ProcessCost.of(server.processes());
            double storm = Double.NaN;
            double seconds;
            long events;
            double processor;
            LoadAnswer report;
            try (var _ = new StreamPublisher(server, scenario, numbers)) {
                Thread.sleep(Duration.ofSeconds(size.warmUp()));
                clients.ask(new LoadOrder.Stall());
                clients.ask(new LoadOrder.Clear());
                ProcessCost from = ProcessCost.of(server.processes());
                long begin = System.nanoTime();
                Thread.sleep(Duration.ofSeconds(size.seconds()));
                events = clients.ask(new LoadOrder.Count()).events();
                ProcessCost to = ProcessCost.of(server.processes());
                seconds = (System.nanoTime() - begin) / NANOS;
                processor = to.processorSeconds() - from.processorSeconds();
                report = clients.ask(new LoadOrder.Report(List.of()));
                if (scenario.storm()) {
                    storm = storms(clients, numbers);
                }
            }
            LoadAnswer end = end(clients, numbers);
            return new StreamFigures(
                    opened,
                    (open.kib() - before.kib()) / (double) scenario.connections(),
                    processor * MICROS / events,
                    events / seconds,
                    report.p50(),
                    report.p99(),
                    report.passedOver(),
                    storm,
                    end.stale(),
                    end.lost());
        }
    }

    /// What is on its way comes, however busy the machine is: stale is who never gets it.
    private static LoadAnswer end(LoadProcess clients, AtomicLongArray numbers)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + WITHIN.toNanos();
        LoadAnswer end = clients.ask(new LoadOrder.Report(newest(numbers)));
        while (end.stale() > 0 && System.nanoTime() < deadline) {
            Thread.sleep(ON_ITS_WAY);
            end = clients.ask(new LoadOrder.Report(newest(numbers)));
        }
        return end;
    }

    /// The middle one of some storms, one after the other.
    private static double storms(LoadProcess clients, AtomicLongArray numbers)
            throws IOException, InterruptedException {
        var seconds = new double[STORMS];
        for (int i = 0; i < STORMS; i++) {
            seconds[i] = storm(clients, numbers);
        }
        Arrays.sort(seconds);
        return seconds[STORMS / 2];
    }

    /// All connections break, something happens, and all come back: seconds until the last has it.
    private static double storm(LoadProcess clients, AtomicLongArray numbers)
            throws IOException, InterruptedException {
        clients.ask(new LoadOrder.Cut());
        long missed = numbers.get(0) + 1;
        Waiting.until("an event is sent", WITHIN, () -> numbers.get(0) >= missed);
        Thread.sleep(ON_ITS_WAY);
        return clients.ask(new LoadOrder.ComeBack(missed)).seconds();
    }

    private static List<Long> newest(AtomicLongArray numbers) {
        return IntStream.range(0, numbers.length()).mapToObj(numbers::get).toList();
    }

    private static LoadOrder streams(StreamScenario scenario, StreamServer server) {
        int heads = scenario.page() ? 1 : scenario.channels();
        return new LoadOrder.Open(
                server.address(),
                IntStream.range(0, heads)
                        .mapToObj(number -> head(scenario, server, number))
                        .toList(),
                !scenario.page(),
                scenario.connections(),
                scenario.channels(),
                scenario.stalled());
    }

    private static String head(StreamScenario scenario, StreamServer server, int number) {
        return "GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\n%s"
                .formatted(
                        scenario.page() ? server.page(scenario.channels()) : server.path(number),
                        server.headers());
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
