package io.batchline.cli.submit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What a new batch is asked to be like. What is not given is left to the server, which also checks
/// the rest.
final class BatchOptions {
    private static final JsonMapper JSON = new JsonMapper();

    @Mixin private final TemplateOptions template = new TemplateOptions();

    @Option(
            names = "--workload",
            defaultValue = "answer-sheets",
            description = "What the items are (default: answer-sheets; `workloads` lists them)")
    private String workload = "answer-sheets";

    @Option(names = "--name", description = "The batch's name (default: the file's)")
    private @Nullable String name;

    @Option(names = "--run-id", description = "Groups batches; `list --run-id` finds them")
    private @Nullable String runId;

    @Option(
            names = {"-o", "--option"},
            paramLabel = "KEY=VALUE",
            description =
                    "An option of the workload; a value that is JSON (5, true, [1], \"5\") is taken as that, any other as text; repeatable")
    private Map<String, String> options = new LinkedHashMap<>();

    @Option(names = "--priority", description = "urgent, high, normal or low")
    private @Nullable String priority;

    @Option(names = "--concurrency", paramLabel = "N", description = "1 to 20 items at once")
    private @Nullable Integer concurrency;

    @Option(names = "--item-timeout", paramLabel = "SECONDS", description = "1 to 1800")
    private @Nullable Integer itemTimeout;

    @Option(names = "--max-attempts", paramLabel = "N", description = "1 to 10 for each item")
    private @Nullable Integer attempts;

    @Option(
            names = "--max-failed-percent",
            paramLabel = "N",
            description = "0 to 100: the batch fails when more of its items do")
    private @Nullable Integer failedPercent;

    @Option(names = "--start", description = "auto, or manual: it waits for `start`")
    private @Nullable String start;

    boolean startsByItself() {
        return !"manual".equals(start);
    }

    /// The request for a batch of this load.
    ///
    /// @param alone whether the call makes one batch only, whose name may be the given one
    ObjectNode request(String loadsName, boolean alone) throws IOException {
        ObjectNode request = JSON.createObjectNode().put("workload", workload);
        String own = alone || name == null ? loadsName : name + ": " + loadsName;
        request.put("name", alone && name != null ? name : own);
        put(request, "run_id", runId);
        put(request, "priority", priority);
        put(request, "start", start);
        put(request, "concurrency", concurrency);
        put(request, "item_timeout_seconds", itemTimeout);
        put(request, "max_attempts", attempts);
        put(request, "max_failed_percent", failedPercent);
        ObjectNode all = template.options();
        options.forEach((key, value) -> all.set(key, value(value)));
        request.set("options", all);
        return request;
    }

    private static void put(ObjectNode request, String field, @Nullable Object value) {
        if (value != null) {
            request.set(field, JSON.valueToTree(value));
        }
    }

    static JsonNode value(String given) {
        try {
            JsonNode value = JSON.readTree(given);
            return value.isMissingNode() ? new TextNode(given) : value;
        } catch (JsonProcessingException _) {
            return new TextNode(given);
        }
    }
}
