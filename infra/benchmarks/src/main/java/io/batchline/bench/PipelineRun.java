package io.batchline.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.cli.client.ApiClient;
import io.batchline.client.StreamEvent;
import io.batchline.contract.id.BatchId;
import io.batchline.local.Local;
import io.batchline.local.LocalConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// One batch through local mode by the public API, watched by one client from before the upload on.
final class PipelineRun {
    private final ObjectNode request;
    private final Path source;
    private final Path data;
    private final List<Duration> latencies = Collections.synchronizedList(new ArrayList<>());

    /// @param request what creates the batch
    PipelineRun(ObjectNode request, Path source, Path data) {
        this.request = request;
        this.source = source;
        this.data = data;
    }

    /// @param total from the first byte of the upload to the last event
    /// @param peakBytes resident memory of this process and the database's, at its highest; empty
    ///   where the system does not say
    /// @param latencies from an event's timestamp to its receipt
    record Measured(
            Duration total,
            Map<String, Double> stageSeconds,
            Optional<Long> peakBytes,
            List<Duration> latencies,
            long succeeded) {
        /// The time that so many percent of the events took at most, in ms.
        double latencyMillis(int percentile) {
            List<Duration> sorted = latencies.stream().sorted().toList();
            if (sorted.isEmpty()) {
                return Double.NaN;
            }
            int index = (int) Math.ceil(percentile / 100.0 * sorted.size()) - 1;
            return sorted.get(Math.max(0, index)).toNanos() / 1e6;
        }
    }

    /// A request for a batch of this workload.
    static ObjectNode request(String workload) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("workload", workload)
                .put("name", "benchmark");
    }

    Measured run() throws IOException, InterruptedException, ExecutionException {
        try (Local local = Local.start(LocalConfig.in(data, 0, Optional.empty()));
                ApiClient api = new ApiClient(local.address(), local.ownersToken());
                ExecutorService watching = Executors.newVirtualThreadPerTaskExecutor();
                Memory memory = Memory.watch(data)) {
            BatchId batch = api.create(request);
            Future<StreamEvent> end = watching.submit(() -> api.watch(batch, this::received));
            Instant start = Instant.now();
            api.upload(batch, source);
            end.get();
            Duration total = Duration.between(start, Instant.now());
            JsonNode status = api.status(batch);
            return new Measured(
                    total,
                    stageSeconds(status),
                    memory.peakBytes(),
                    List.copyOf(latencies),
                    status.path("counts").path("succeeded").asLong());
        }
    }

    private void received(StreamEvent event) {
        latencies.add(Duration.between(event.progress().timestamp(), Instant.now()));
    }

    private static Map<String, Double> stageSeconds(JsonNode status) {
        Map<String, Double> seconds = new LinkedHashMap<>();
        for (JsonNode stage : status.path("stages")) {
            seconds.put(stage.path("stage").asText(), stage.path("seconds").asDouble());
        }
        return seconds;
    }
}
