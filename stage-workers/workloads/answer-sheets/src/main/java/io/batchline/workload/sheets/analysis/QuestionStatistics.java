package io.batchline.workload.sheets.analysis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.workload.sheets.score.QuestionVerdict;
import io.batchline.workload.sheets.score.Verdict;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/// What the sheets of one key say about one of its questions.
///
/// - *Difficulty* is the share of right answers among all sheets, blank ones included: the
///   classical `p`, large for an easy question (L. Crocker, J. Algina, "Introduction to Classical
///   and Modern Test Theory", 1986).
/// - *Point-biserial* is Pearson's correlation of right (1) or not (0) with the score, from which
///   the question's own points are taken first, since they would correlate with themselves (J. P.
///   Guilford, "The correlation of an item with a composite of the remaining items in a test",
///   Educational and Psychological Measurement 13 (1953), 87-93). For a variable of two values
///   Pearson's formula becomes `(M1 - M0) / s * sqrt(n1 * n0) / n`, with the mean remaining score
///   of those who were right (`M1`, `n1` sheets) and of the others (`M0`, `n0`), and the standard
///   deviation `s` of all `n` remaining scores, divided by `n`.
final class QuestionStatistics {
    /// Of the texts that were marked at most this many are told apart, the first that came: four
    /// bubbles give sixteen, and a field of several digits gives more than anybody reads.
    static final int MOST_CHOICES = 64;

    /// Sums in double differ in their last digits; a spread below this share is none.
    private static final double NO_SPREAD = 1e-9;

    private final QuestionVerdict first;
    private final Map<String, Long> choices = new TreeMap<>();
    private final Moments remaining = new Moments();
    private final Moments remainingOfRight = new Moments();
    private final Moments remainingOfOthers = new Moments();
    private final Moments points = new Moments();
    private long incorrect;
    private long unmarked;
    private long otherChoices;

    /// @param first any verdict of the question, for what is the same in all
    QuestionStatistics(QuestionVerdict first) {
        this.first = first;
    }

    /// @param score of the whole sheet
    void add(QuestionVerdict verdict, double score) {
        double rest = score - verdict.delta();
        remaining.add(rest);
        (verdict.verdict() == Verdict.CORRECT ? remainingOfRight : remainingOfOthers).add(rest);
        points.add(verdict.delta());
        switch (verdict.verdict()) {
            case CORRECT -> choose(verdict.marked());
            case INCORRECT -> {
                incorrect++;
                choose(verdict.marked());
            }
            case UNMARKED -> unmarked++;
        }
    }

    private void choose(String marked) {
        if (choices.size() < MOST_CHOICES || choices.containsKey(marked)) {
            choices.merge(marked, 1L, Long::sum);
        } else {
            otherChoices++;
        }
    }

    /// From 0 (nobody was right) to 1.
    double difficulty() {
        return share(remainingOfRight.count());
    }

    /// From -1 to 1; empty where all or none were right, or all have the same remaining score.
    OptionalDouble pointBiserial() {
        double right = remainingOfRight.count();
        double others = remainingOfOthers.count();
        double spread = remaining.deviation();
        if (right == 0 || others == 0 || spread <= NO_SPREAD * (1 + Math.abs(remaining.mean()))) {
            return OptionalDouble.empty();
        }
        double distance = remainingOfRight.mean() - remainingOfOthers.mean();
        double correlation = distance / spread * Math.sqrt(right * others) / remaining.count();
        return OptionalDouble.of(Math.clamp(correlation, -1, 1));
    }

    void writeTo(ObjectNode node) {
        node.put("question", first.question());
        node.put("section", first.section());
        node.put("answers", first.expected());
        node.put("correct", remainingOfRight.count());
        node.put("incorrect", incorrect);
        node.put("unmarked", unmarked);
        node.put("mean_points", points.mean());
        node.put("difficulty", difficulty());
        OptionalDouble correlation = pointBiserial();
        if (correlation.isPresent()) {
            node.put("point_biserial", correlation.getAsDouble());
        } else {
            node.putNull("point_biserial");
        }
        ArrayNode shares = node.putArray("choices");
        choices.forEach((choice, sheets) ->
                shares.addObject()
                        .put("choice", choice)
                        .put("sheets", sheets)
                        .put("share", share(sheets)));
        node.put("other_choices", otherChoices);
        node.put("unmarked_share", share(unmarked));
    }

    private double share(long sheets) {
        return remaining.count() == 0 ? 0 : (double) sheets / remaining.count();
    }
}
