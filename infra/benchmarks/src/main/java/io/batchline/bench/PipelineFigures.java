package io.batchline.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.contract.topic.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Locale;

/// The figures of one run of the pipeline benchmark.
record PipelineFigures(int count, int threads, Duration loop, PipelineRun.Measured pipeline) {
    private static final double MB = 1e6;

    String table(double goal) {
        var lines = new ArrayList<String>();
        lines.add(row("%d sheets, %d threads".formatted(count, threads), "per second", "seconds"));
        lines.add(row("plain loop", one(perSecond(loop)), one(seconds(loop))));
        lines.add(
                row(
                        "pipeline, upload to last event",
                        one(perSecond(pipeline.total())),
                        one(seconds(pipeline.total()))));
        lines.add(row("pipeline / loop", two(ratio()), "goal " + two(goal)));
        lines.add(row("sheets read", Long.toString(pipeline.succeeded()), ""));
        pipeline.stageSeconds()
                .forEach((stage, took) -> lines.add(row("  " + stage, "", one(took))));
        String peak = pipeline.peakBytes().map(bytes -> one(bytes / MB)).orElse("not told here");
        lines.add(row("peak memory in MB, database included", peak, "goal 1200"));
        lines.add(
                row(
                        "event to client in ms, p50",
                        one(millis(50)),
                        pipeline.latencies().size() + " events"));
        lines.add(row("event to client in ms, p99", one(millis(99)), "goal 300"));
        return String.join("\n", lines) + "\n";
    }

    private static String row(String what, String figure, String beside) {
        return String.format(Locale.ROOT, "%-38s %12s   %s", what, figure, beside);
    }

    private static String one(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String two(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    String json() {
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("measured_at", Instant.now().toString());
        json.put("sheets", count).put("threads", threads);
        json.put("loop_per_second", perSecond(loop));
        json.put("pipeline_per_second", perSecond(pipeline.total()));
        json.put("ratio", ratio());
        ObjectNode stages = json.putObject("stage_seconds");
        pipeline.stageSeconds().forEach(stages::put);
        pipeline.peakBytes().ifPresent(peak -> json.put("peak_bytes", peak));
        json.put("event_to_client_p50_ms", millis(50)).put("event_to_client_p99_ms", millis(99));
        try {
            return Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("figures can't be written as JSON", e);
        }
    }

    private double ratio() {
        return perSecond(pipeline.total()) / perSecond(loop);
    }

    private double perSecond(Duration time) {
        return count / seconds(time);
    }

    private double millis(int percentile) {
        return pipeline.latencyMillis(percentile);
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }
}
