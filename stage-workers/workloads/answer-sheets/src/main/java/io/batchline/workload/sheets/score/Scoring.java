package io.batchline.workload.sheets.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Scores a sheet's answers by a key.
public final class Scoring {
    private final List<Question> questions;
    private final String emptyValue;
    private final Optional<String> keyPicture;
    private final boolean asTable;
    private final List<String> warnings;

    Scoring(
            List<Question> questions,
            String emptyValue,
            Optional<String> keyPicture,
            boolean asTable,
            List<String> warnings) {
        this.questions = List.copyOf(questions);
        this.emptyValue = emptyValue;
        this.keyPicture = keyPicture;
        this.asTable = asTable;
        this.warnings = List.copyOf(warnings);
    }

    /// The part of it that a page with these columns is scored by.
    public Scoring on(Set<String> columns) {
        return new Scoring(
                questions.stream().filter(question -> columns.contains(question.column())).toList(),
                emptyValue,
                keyPicture,
                asTable,
                warnings);
    }

    /// Where in the whole key each question stands that it scores, from 0.
    public List<Integer> places() {
        return questions.stream().map(Question::place).toList();
    }

    /// The file of the filled sheet that the key was read from, as `evaluation.json` names it.
    public Optional<String> keyPicture() {
        return keyPicture;
    }

    /// Whether `evaluation.json` asks for a table of how each question was scored.
    public boolean asTable() {
        return asTable;
    }

    /// What is allowed and probably not meant.
    public List<String> warnings() {
        return warnings;
    }

    /// Adds up the questions in key order, in double: another order could change the last digit.
    ///
    /// @param answers the value of every column of the template
    public Scored score(Map<String, String> answers) {
        List<QuestionVerdict> verdicts = new ArrayList<>();
        double total = 0;
        for (Question question : questions) {
            String marked = answers.getOrDefault(question.column(), emptyValue);
            Judged judged = question.judge(marked, emptyValue);
            total += judged.delta();
            verdicts.add(
                    new QuestionVerdict(
                            question.column(),
                            marked,
                            question.answer().text(),
                            judged.verdict(),
                            judged.delta(),
                            total,
                            question.marking().section()));
        }
        return new Scored(total, verdicts);
    }

    /// @param place in the key, from 0
    record Question(int place, String column, Answer answer, Marking marking) {

        private Judged judge(String marked, String emptyValue) {
            if (marked.equals(emptyValue)) {
                return new Judged(Verdict.UNMARKED, marking.unmarked());
            }
            return switch (answer.worth(marked, marking.correct())) {
                case Answer.Right right -> new Judged(Verdict.CORRECT, right.points());
                case Answer.Wrong _ -> new Judged(Verdict.INCORRECT, marking.incorrect());
            };
        }
    }

    private record Judged(Verdict verdict, double delta) {}
}
