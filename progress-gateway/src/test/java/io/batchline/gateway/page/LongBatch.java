package io.batchline.gateway.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.batchline.contract.stage.Stage;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What a page is told of a batch of many items that is being processed, in the place of a server.
///
/// @param items how many it has
record LongBatch(int items) {
    static final String ID = "b1";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Path SCRIPTS = Path.of("src", "test", "js", "dashboard", "page");

    /// Answers what the page asks the API, and takes the place of the client library.
    void serve(Page page) throws Exception {
        String client = Files.readString(SCRIPTS.resolve("client.js"));
        page.route(
                "**/batchline-client.js",
                route ->
                        route.fulfill(
                                new Route.FulfillOptions()
                                        .setContentType("text/javascript")
                                        .setBody(client)));
        page.route(
                "**/api/**",
                route ->
                        route.fulfill(
                                new Route.FulfillOptions()
                                        .setContentType("application/json")
                                        .setBody(answer(route.request().url()).toString())));
    }

    /// The expression that tells the page of so many updates, ten times a second.
    static String updates(int times) throws Exception {
        String script = Files.readString(SCRIPTS.resolve("updates.js"));
        return "(%s)(%d)".formatted(script.replaceFirst("(?m)^//.*$", ""), times);
    }

    private ObjectNode answer(String url) {
        URI asked = URI.create(url);
        String path = asked.getPath();
        if (path.startsWith("/api/jobs/")) {
            return item(Integer.parseInt(path.substring(path.lastIndexOf('.') + 1)));
        }
        return switch (path.substring(path.lastIndexOf('/') + 1)) {
            case "me" -> JSON.objectNode().put("username", "ann").put("role", "operator");
            case "status" -> status();
            case "items" -> page(query(asked));
            case "events" -> JSON.objectNode().set("events", JSON.arrayNode());
            case "log" -> JSON.objectNode().set("entries", JSON.arrayNode());
            default -> JSON.objectNode().put("open", 0).put("decided", 0).put("results_old", false);
        };
    }

    private static Map<String, String> query(URI asked) {
        return Arrays.stream(asked.getQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    private ObjectNode page(Map<String, String> query) {
        int from = Integer.parseInt(query.getOrDefault("cursor", "0"));
        int to = Math.min(items, from + Integer.parseInt(query.get("limit")));
        ObjectNode answer = JSON.objectNode();
        ArrayNode rows = answer.putArray("items");
        for (int index = from; index < to; index++) {
            rows.add(item(index));
        }
        return answer.put("next_cursor", to == items ? null : String.valueOf(to));
    }

    private static ObjectNode item(int index) {
        return JSON.objectNode()
                .put("job_id", ID + "." + index)
                .put("batch_id", ID)
                .put("index", index)
                .put("name", "scans/sheet-%05d.jpg".formatted(index))
                .put("group", "EXAM|" + index % 40)
                .put("state", "waiting")
                .put("attempts", 0)
                .put("waiting_reason", "waiting for slot (100 ahead)")
                .putNull("error")
                .putNull("started_at")
                .putNull("finished_at");
    }

    private ObjectNode status() {
        Instant began = Instant.now().minusSeconds(60);
        ObjectNode status =
                JSON.objectNode()
                        .put("batch_id", ID)
                        .put("name", "A long batch")
                        .put("workload", "answer-sheets")
                        .put("owner", "ann")
                        .put("priority", "normal")
                        .put("status", "processing")
                        .put("stage", Stage.PROCESS.wireId())
                        .put("stage_label", "Reading sheets")
                        .put("batch_percentage", 26)
                        .put("progress_percentage", 1)
                        .put("elapsed_seconds", 60)
                        .put("created_at", began.toString())
                        .put("started_at", began.toString())
                        .put("stalled", false)
                        .put("generation", 1);
        for (String unknown :
                new String[] {"message", "reason", "waiting_reason", "eta_seconds", "source"}) {
            status.putNull(unknown);
        }
        status.putNull("completed_at").putNull("results_removed_at");
        status.set("counts", counts());
        status.set("failures", JSON.arrayNode());
        status.set("files", JSON.arrayNode());
        status.putObject("definition").putObject("labels").put("items", "sheets");
        ArrayNode stages = status.putArray("stages");
        Function<Stage, String> state =
                stage ->
                        stage.compareTo(Stage.PROCESS) < 0
                                ? "finished"
                                : stage == Stage.PROCESS ? "running" : "waiting";
        for (Stage stage : Stage.values()) {
            boolean begun = stage.compareTo(Stage.PROCESS) <= 0;
            boolean over = stage.compareTo(Stage.PROCESS) < 0;
            ObjectNode row =
                    stages.addObject()
                            .put("stage", stage.wireId())
                            .put("label", stage.shortName())
                            .put("state", state.apply(stage))
                            .put("done", 0)
                            .put("total", items);
            row.put("started_at", begun ? began.toString() : null);
            row.put("finished_at", over ? began.plusSeconds(9).toString() : null);
            row.put("seconds", begun ? (Integer) 9 : null);
        }
        return status;
    }

    private ObjectNode counts() {
        return JSON.objectNode()
                .put("total", items)
                .put("waiting", items - 100)
                .put("running", 0)
                .put("retrying", 0)
                .put("succeeded", 100)
                .put("failed", 0)
                .put("cancelled", 0);
    }
}
