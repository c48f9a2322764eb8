package io.batchline.workload.sheets;

import io.batchline.workload.Processed;
import io.batchline.workload.RowTable;
import io.batchline.workload.sheets.score.Explanation;
import io.batchline.workload.sheets.score.QuestionVerdict;
import java.util.List;
import java.util.Locale;

/// How each question of each sheet was scored: what the template's format calls the evaluation
/// table, of those sheets whose `evaluation.json` asks for it. Pages that share one key have one,
/// that of the sheet that they were joined to.
final class EvaluationTable implements RowTable {
    @Override
    public String fileName() {
        return "evaluation.csv";
    }

    @Override
    public List<String> columns() {
        return List.of("Question", "Marked", "Answer(s)", "Verdict", "Delta", "Score", "Section");
    }

    @Override
    public List<List<String>> lines(Processed.Completed row) {
        return Explanation.of(row.details())
                .filter(explanation -> explanation.asTable() && !explanation.isPart())
                .map(explanation -> explanation.verdicts().stream().map(this::line).toList())
                .orElse(List.of());
    }

    private List<String> line(QuestionVerdict verdict) {
        return List.of(
                verdict.question(),
                verdict.marked(),
                verdict.expected(),
                titled(verdict.verdict().name()),
                Double.toString(verdict.delta()),
                Double.toString(verdict.total()),
                verdict.section());
    }

    private static String titled(String name) {
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }
}
