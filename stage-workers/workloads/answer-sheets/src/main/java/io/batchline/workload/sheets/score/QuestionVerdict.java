package io.batchline.workload.sheets.score;

/// How one question was scored.
///
/// @param question the column
/// @param marked the answer that was read
/// @param expected the key's answer as text, such as `B` or `B | C | BC`
/// @param verdict what the answer was found to be
/// @param delta what it added to the score
/// @param total the score after it
/// @param section the marking scheme that applied, `DEFAULT` where no section names the question
public record QuestionVerdict(
        String question,
        String marked,
        String expected,
        Verdict verdict,
        double delta,
        double total,
        String section) {
    QuestionVerdict withTotal(double other) {
        return new QuestionVerdict(question, marked, expected, verdict, delta, other, section);
    }
}
