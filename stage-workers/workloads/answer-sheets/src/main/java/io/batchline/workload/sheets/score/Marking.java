package io.batchline.workload.sheets.score;

/// What a section's answers are worth.
record Marking(String section, double correct, double incorrect, double unmarked) {
    static final String DEFAULT = "DEFAULT";
}
