package io.batchline.workload.sheets.score;

import java.util.List;

/// A sheet's points, and how each question brought its part.
public record Scored(double points, List<QuestionVerdict> verdicts) {
    public Scored {
        verdicts = List.copyOf(verdicts);
    }
}
