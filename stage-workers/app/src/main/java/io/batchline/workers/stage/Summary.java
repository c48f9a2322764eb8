package io.batchline.workers.stage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.contract.batch.Batch;
import io.batchline.contract.batch.StageRow;
import io.batchline.contract.item.ResultLine;
import io.batchline.contract.topic.Json;
import io.batchline.contract.work.StageRun;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The summary of a batch's results, folded line by line: counts, groups, failures by cause, what
/// was seen twice, seconds per stage. Used by one thread.
final class Summary {
    /// Of groups and of repeated texts at most this many are named; all are counted.
    private static final int MOST_NAMED = 1000;

    private static final String QR_TEXT = "qr_text";

    private final JsonMapper mapper = Json.mapper();
    private final Map<String, Long> states = new TreeMap<>();
    private final Map<String, Long> groups = new HashMap<>();
    private final Map<String, Long> causes = new TreeMap<>();
    private final Map<String, Long> qrTexts = new HashMap<>();
    private long items;
    private long ungrouped;
    private long separators;
    private long joined;

    /// @param written the line as it was written: without a row where that is part of another's
    void add(ResultLine line, ResultLine written) {
        items++;
        states.merge(line.state(), 1L, Long::sum);
        if (written.joinedInto() != null) {
            joined++;
        }
        if (line.separates()) {
            separators++;
        } else if (line.group() == null) {
            ungrouped++;
        } else {
            groups.merge(line.group(), 1L, Long::sum);
        }
        if (line.hasFailed()) {
            causes.merge(String.valueOf(line.cause()), 1L, Long::sum);
        }
        text(line.row()).ifPresent(text -> qrTexts.merge(text, 1L, Long::sum));
    }

    private static Optional<String> text(@Nullable ObjectNode row) {
        return Optional.ofNullable(row)
                .map(fields -> fields.get(QR_TEXT))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .filter(text -> !text.isEmpty());
    }

    long items() {
        return items;
    }

    long failed() {
        return states.getOrDefault("failed", 0L);
    }

    /// @param warnings of what extract found allowed and probably not meant
    /// @param statistics the workload's own
    byte[] json(
            StageRun run,
            Optional<Batch> batch,
            List<String> warnings,
            Optional<ObjectNode> statistics)
            throws IOException {
        ObjectNode summary = mapper.createObjectNode();
        summary.put("batch_id", run.key().batchId().value());
        summary.put("generation", run.key().generation());
        summary.put("items_total", items);
        summary.put("items_joined", joined);
        summary.set("states", counts(states));
        summary.set("groups", groups());
        summary.set("failures_by_cause", counts(causes));
        summary.set("repeated_qr_texts", repeated());
        if (!warnings.isEmpty()) {
            warnings.forEach(summary.putArray("warnings")::add);
        }
        statistics.filter(own -> !own.isEmpty()).ifPresent(own -> summary.set("statistics", own));
        batch.ifPresent(b -> summary.set("seconds_per_stage", seconds(b)));
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsBytes(summary);
    }

    private ObjectNode counts(Map<String, Long> counts) {
        ObjectNode node = mapper.createObjectNode();
        counts.forEach(node::put);
        return node;
    }

    private ObjectNode groups() {
        ObjectNode node = mapper.createObjectNode();
        node.put("count", groups.size());
        node.put("items_without_group", ungrouped);
        node.put("separators", separators);
        ObjectNode named = node.putObject("items_per_group");
        groups.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .limit(MOST_NAMED)
                .forEach(group -> named.put(group.getKey(), group.getValue()));
        return node;
    }

    /// The same QR text on several items: a sheet scanned twice, or two sheets of one person.
    private ArrayNode repeated() {
        ArrayNode node = mapper.createArrayNode();
        qrTexts.entrySet().stream()
                .filter(text -> text.getValue() > 1)
                .sorted(Comparator.comparing(Map.Entry::getKey))
                .limit(MOST_NAMED)
                .forEach(text ->
                        node.addObject().put(QR_TEXT, text.getKey()).put("items", text.getValue()));
        return node;
    }

    private ObjectNode seconds(Batch batch) {
        ObjectNode node = mapper.createObjectNode();
        for (StageRow row : batch.stages()) {
            if (row.startedAt() != null && row.finishedAt() != null) {
                Duration took = Duration.between(row.startedAt(), row.finishedAt());
                node.put(row.stage().wireId(), took.toMillis() / 1000.0);
            }
        }
        return node;
    }
}
