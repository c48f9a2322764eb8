package io.batchline.gateway.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How long the thread that a page lives on was at work, as Chromium's trace tells: scripts,
/// styles, layout and paint. It is processor time, so others who use the machine do not count.
record MainThread(List<Double> millis) {
    static final List<String> CATEGORIES =
            List.of("toplevel", "__metadata", "disabled-by-default-devtools.timeline");

    private static final String TASK = "RunTask";
    private static final double UPDATE_MICROS = 100_000;

    static MainThread of(byte[] trace) throws IOException {
        JsonNode events = new JsonMapper().readTree(trace).path("traceEvents");
        Set<String> pages = new HashSet<>();
        for (JsonNode event : events) {
            if (event.path("name").asText().equals("thread_name")
                    && event.at("/args/name").asText().equals("CrRendererMain")) {
                pages.add(thread(event));
            }
        }
        List<JsonNode> tasks = new ArrayList<>();
        for (JsonNode event : events) {
            if (event.path("name").asText().equals(TASK)
                    && event.has("tdur")
                    && pages.contains(thread(event))) {
                tasks.add(event);
            }
        }
        Map<Long, Double> busy = new HashMap<>();
        for (JsonNode task : tasks) {
            long update = (long) (task.path("ts").asDouble() / UPDATE_MICROS);
            busy.merge(update, task.path("tdur").asDouble() / 1000, Double::sum);
        }
        return new MainThread(busy.values().stream().sorted().toList());
    }

    private static String thread(JsonNode event) {
        return event.path("pid").asText() + " " + event.path("tid").asText();
    }

    /// How long at most in that part (0 to 1) of the tenths of a second.
    double millisPerUpdate(double part) {
        return millis.get((int) (part * (millis.size() - 1)));
    }
}
