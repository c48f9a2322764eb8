package io.batchline.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.stage.RuntimeConfig;
import io.batchline.workload.rehearsal.Rehearsal;
import io.batchline.workload.rehearsal.RehearsalOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;

/// The whole of local mode with items that do nothing: coordinator, workers, projector, gateway,
/// broker and database in one JVM, and one client that watches.
final class EmptyPipeline {
    private static final String ORGANIZE = "organizing_qr";
    private static final String PROCESS = "processing_sheets";

    private EmptyPipeline() {}

    static void measure(Path folder, int items, Figures figures)
            throws IOException, InterruptedException, ExecutionException {
        ObjectNode request = PipelineRun.request(Rehearsal.NAME);
        request.set("options", RehearsalOptions.empty(items).json());
        Path source = Files.writeString(folder.resolve("source.txt"), "nothing");
        PipelineRun.Measured run = new PipelineRun(request, source, folder.resolve("data")).run();
        double work = seconds(run, ORGANIZE) + seconds(run, PROCESS);
        figures.add(
                "items per second through the whole of local mode",
                "local_items_per_second",
                items / work,
                "%,d items, bounded by the claims of %d slots"
                        .formatted(run.succeeded(), RuntimeConfig.defaultSlots()));
        run.stageSeconds()
                .forEach((stage, took) ->
                        figures.add(
                                "  " + stage + " in s",
                                "local_%s_seconds".formatted(stage),
                                took,
                                ""));
        String events = "%,d events".formatted(run.latencies().size());
        figures.add(
                "event to client in ms, p50",
                "event_to_client_p50_ms",
                run.latencyMillis(50),
                events);
        figures.add(
                "event to client in ms, p99",
                "event_to_client_p99_ms",
                run.latencyMillis(99),
                "under that load");
    }

    private static double seconds(PipelineRun.Measured run, String stage) {
        return run.stageSeconds().getOrDefault(stage, Double.NaN);
    }
}
