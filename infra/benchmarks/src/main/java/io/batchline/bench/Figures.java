package io.batchline.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.contract.topic.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The figures of a benchmark, in the order in which they were measured.
final class Figures {
    private static final double SMALL = 10;

    private final List<Figure> figures = new ArrayList<>();
    private int shown;

    /// @param key of the figure in JSON
    /// @param beside the goal, or what the figure is of
    private record Figure(String what, String key, double value, String beside) {}

    void add(String what, String key, double value, String beside) {
        figures.add(new Figure(what, key, value, beside));
    }

    String table() {
        return table(figures);
    }

    /// Those that this has not shown yet.
    String newInTable() {
        String table = table(figures.subList(shown, figures.size()));
        shown = figures.size();
        return table;
    }

    private static String table(List<Figure> some) {
        var lines = new StringBuilder();
        for (Figure figure : some) {
            String value =
                    String.format(
                            Locale.ROOT,
                            Math.abs(figure.value()) < SMALL ? "%,.2f" : "%,.1f",
                            figure.value());
            lines.append(
                    String.format(
                            Locale.ROOT,
                            "%-58s %12s   %s%n",
                            figure.what(),
                            value,
                            figure.beside()));
        }
        return lines.toString();
    }

    String json() {
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("measured_at", Instant.now().toString());
        json.put("cores", Runtime.getRuntime().availableProcessors());
        figures.forEach(figure -> json.put(figure.key(), figure.value()));
        try {
            return Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("figures can't be written as JSON", e);
        }
    }
}
