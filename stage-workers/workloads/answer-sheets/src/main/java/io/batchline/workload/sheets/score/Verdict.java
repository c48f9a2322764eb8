package io.batchline.workload.sheets.score;

/// What one answer was found to be.
public enum Verdict {
    CORRECT,
    INCORRECT,
    UNMARKED
}
