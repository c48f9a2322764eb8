package io.batchline.http;

import java.time.Instant;

/// That a rule removed something of a batch.
///
/// @param at when
/// @param keptDays the days after the batch's end that the tenant kept it
public record Removal(Instant at, int keptDays) {
    /// 410 with when and by which rule.
    ///
    /// @param what is asked for, for example `the batch's results`
    /// @param rule the name of the tenant's setting
    public Problem problem(String what, String rule) {
        return Problem.of(
                ProblemType.GONE,
                "%s were removed at %s: the tenant kept them for %d days after the batch's end (%s)"
                        .formatted(what, at, keptDays, rule));
    }

    /// Of the results.
    public Problem ofResults() {
        return problem("the batch's results", "keep_results_days");
    }

    /// Of the source.
    public Problem ofSource() {
        return problem("the bytes of the batch's source", "keep_sources_days");
    }
}
