package io.batchline.workload.sheets.analysis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.workload.Processed;
import io.batchline.workload.RowAnalysis;
import io.batchline.workload.sheets.score.Explanation;
import java.util.LinkedHashMap;
import java.util.Map;

/// The item analysis of a batch: per template and key, in the order in which sheets bring them, how
/// the scores lie and what is known of each question.
///
/// A sheet that was not scored is left out, and so is the sheet that the key was read from. Pages
/// that share one key count as the one sheet that they were joined to; a page that was not is left
/// out.
public final class ItemAnalysis implements RowAnalysis {
    private final Map<Key, KeyStatistics> keys = new LinkedHashMap<>();

    private record Key(String template, String evaluation) {}

    @Override
    public void add(Processed.Completed row) {
        Explanation.of(row.details())
                .filter(explanation -> !explanation.keySheet() && !explanation.isPart())
                .ifPresent(explanation ->
                        keys.computeIfAbsent(
                                        new Key(explanation.template(), explanation.evaluation()),
                                        _ -> new KeyStatistics())
                                .add(explanation.verdicts()));
    }

    @Override
    public ObjectNode statistics() {
        ObjectNode statistics = JsonNodeFactory.instance.objectNode();
        if (!keys.isEmpty()) {
            ArrayNode all = statistics.putArray("item_analysis");
            keys.forEach((key, sheets) -> {
                ObjectNode node = all.addObject();
                node.put("template", key.template());
                node.put("evaluation", key.evaluation());
                sheets.writeTo(node);
            });
        }
        return statistics;
    }
}
