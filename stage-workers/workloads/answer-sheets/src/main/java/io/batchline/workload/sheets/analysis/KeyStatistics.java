package io.batchline.workload.sheets.analysis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.workload.sheets.score.QuestionVerdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The sheets that were read by the same template and scored by the same key.
final class KeyStatistics {
    private final Map<String, QuestionStatistics> questions = new LinkedHashMap<>();
    private final Moments scores = new Moments();
    private double lowest = Double.POSITIVE_INFINITY;
    private double highest = Double.NEGATIVE_INFINITY;

    /// @param verdicts of one sheet, all questions of the key
    void add(List<QuestionVerdict> verdicts) {
        if (verdicts.isEmpty()) {
            return;
        }
        double score = verdicts.getLast().total();
        scores.add(score);
        lowest = Math.min(lowest, score);
        highest = Math.max(highest, score);
        for (QuestionVerdict verdict : verdicts) {
            questions
                    .computeIfAbsent(verdict.question(), _ -> new QuestionStatistics(verdict))
                    .add(verdict, score);
        }
    }

    void writeTo(ObjectNode node) {
        node.put("sheets", scores.count());
        if (scores.count() > 0) {
            node.putObject("scores")
                    .put("mean", scores.mean())
                    .put("standard_deviation", scores.deviation())
                    .put("lowest", lowest)
                    .put("highest", highest);
        }
        ArrayNode all = node.putArray("questions");
        questions.values().forEach(question -> question.writeTo(all.addObject()));
    }
}
