package io.batchline.samples.sheets;

import java.util.SplittableRandom;

/// The right answers, and what each kind of answer is worth.
record AnswerKey(String letters) {
    static final double CORRECT = 1;
    static final double INCORRECT = -0.25;
    static final double UNMARKED = 0;

    static AnswerKey random(SplittableRandom random) {
        StringBuilder letters = new StringBuilder(SheetLayout.QUESTIONS);
        for (int question = 0; question < SheetLayout.QUESTIONS; question++) {
            letters.append(
                    SheetLayout.CHOICES.charAt(random.nextInt(SheetLayout.CHOICES.length())));
        }
        return new AnswerKey(letters.toString());
    }

    char answer(int question) {
        return letters.charAt(question);
    }

    double score(FilledSheet sheet) {
        double sum = 0;
        for (int question = 0; question < letters.length(); question++) {
            String given = sheet.answers().get(question);
            if (given.isEmpty()) {
                sum += UNMARKED;
            } else {
                sum += given.equals(String.valueOf(answer(question))) ? CORRECT : INCORRECT;
            }
        }
        return sum;
    }
}
