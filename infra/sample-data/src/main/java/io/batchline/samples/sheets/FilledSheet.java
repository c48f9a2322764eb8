package io.batchline.samples.sheets;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// What one candidate put on a sheet: the truth that its picture is drawn from.
///
/// @param answers per question the letters marked, in order; empty where none is
record FilledSheet(String file, String className, String roll, List<String> answers) {
    static final String EXAM = "EXAM-2026";
    private static final double BLANK = 0.03;
    private static final double DOUBLE = 0.015;
    private static final int ROLL_SPACE = 100_000_000;
    private static final int ROLL_STEP = 48_271;
    private static final int SECTIONS = 8;

    FilledSheet {
        answers = List.copyOf(answers);
    }

    static FilledSheet of(int index, SheetBatchSpec spec, AnswerKey key, SplittableRandom random) {
        double skill = 0.35 + 0.6 * random.nextDouble();
        List<String> answers = new ArrayList<>(SheetLayout.QUESTIONS);
        for (int question = 0; question < SheetLayout.QUESTIONS; question++) {
            answers.add(answer(key.answer(question), skill, random));
        }
        return new FilledSheet(
                "scans/sheet-%05d.jpg".formatted(index + 1),
                className(index, spec.sheetsPerClass()),
                roll(index, spec.seed()),
                answers);
    }

    String qrText() {
        return group() + "|" + roll;
    }

    String group() {
        return EXAM + "|" + className;
    }

    private static String answer(char right, double skill, SplittableRandom random) {
        double chance = random.nextDouble();
        if (chance < BLANK) {
            return "";
        }
        if (chance < BLANK + DOUBLE) {
            int first = random.nextInt(SheetLayout.CHOICES.length());
            int second =
                    (first + 1 + random.nextInt(SheetLayout.CHOICES.length() - 1))
                            % SheetLayout.CHOICES.length();
            return letter(Math.min(first, second)) + letter(Math.max(first, second));
        }
        boolean knows = random.nextDouble() < skill;
        return knows ? String.valueOf(right) : letter(random.nextInt(SheetLayout.CHOICES.length()));
    }

    private static String letter(int choice) {
        return SheetLayout.CHOICES.substring(choice, choice + 1);
    }

    // Two classes lie mixed in each stack, so that organizing has something to put in order.
    private static String className(int index, int sheetsPerClass) {
        int number = index / (2 * sheetsPerClass) * 2 + index % 2;
        return "%02d-%c".formatted(9 + number / SECTIONS, 'A' + number % SECTIONS);
    }

    // The step has no factor in common with the space, so no two sheets of a batch share a number.
    private static String roll(int index, long seed) {
        long start = Math.floorMod((seed * 0x9E3779B97F4A7C15L) >>> 20, (long) ROLL_SPACE);
        long number = (start + (long) index * ROLL_STEP) % ROLL_SPACE;
        return "26%08d".formatted(number);
    }
}
