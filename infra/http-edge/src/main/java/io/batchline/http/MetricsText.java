package io.batchline.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Metrics as Prometheus reads them. Metrics of one name from several rooms are one family.
final class MetricsText {
    private MetricsText() {}

    static String of(List<Metric> metrics) {
        Map<String, List<Metric>> families =
                metrics.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Metric::name, LinkedHashMap::new, Collectors.toList()));
        var text = new StringBuilder();
        families.values().forEach(family -> write(text, family));
        return text.toString();
    }

    private static void write(StringBuilder text, List<Metric> family) {
        Metric first = family.getFirst();
        text.append("# HELP %s %s\n".formatted(first.name(), first.help()));
        text.append("# TYPE %s %s\n".formatted(first.name(), first.kind().wireId()));
        for (Metric metric : family) {
            for (Metric.Sample sample : metric.samples().get()) {
                text.append(metric.name())
                        .append(labels(sample.labels()))
                        .append(' ')
                        .append(sample.value())
                        .append('\n');
            }
        }
    }

    private static String labels(Map<String, String> labels) {
        if (labels.isEmpty()) {
            return "";
        }
        return new TreeMap<>(labels)
                .entrySet().stream()
                        .map(label ->
                                "%s=\"%s\"".formatted(label.getKey(), escape(label.getValue())))
                        .collect(Collectors.joining(",", "{", "}"));
    }

    private static String escape(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
