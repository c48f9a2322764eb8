package io.batchline.samples.sheets;

import io.batchline.samples.sheets.Hand.Habits;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SplittableRandom;

/// Everything that a hand left on one sheet, and what it means.
///
/// @param values what each field reads as, by label
/// @param ask the fields that a person may be asked about; what they read as is a judgement
record MarkedSheet(
        FilledSheet filled,
        List<Mark> marks,
        SequencedMap<String, String> values,
        Set<String> ask) {
    private static final double BLANK = 0.04;
    private static final double DOUBLE = 0.01;
    private static final double SPARE = 0.97;
    private static final int CHOICES = SheetLayout.CHOICES.length();

    static MarkedSheet of(FilledSheet filled, Habits hand, SplittableRandom random) {
        boolean spare = random.nextDouble() < hand.sparing();
        var sheet =
                new MarkedSheet(
                        filled, new ArrayList<>(), new LinkedHashMap<>(), new LinkedHashSet<>());
        for (int column = 0; column < SheetLayout.ROLL_DIGITS; column++) {
            int digit = filled.roll().charAt(column) - '0';
            boolean empty = spare && random.nextDouble() < SPARE;
            sheet.field(
                    "roll" + (column + 1),
                    "0123456789",
                    empty ? List.of() : List.of(digit),
                    hand,
                    random);
        }
        for (int question = 0; question < SheetLayout.QUESTIONS; question++) {
            boolean empty = random.nextDouble() < (spare ? SPARE : BLANK);
            sheet.field(
                    "q" + (question + 1),
                    SheetLayout.CHOICES,
                    empty ? List.of() : chosen(random),
                    hand,
                    random);
        }
        return sheet;
    }

    private static List<Integer> chosen(SplittableRandom random) {
        int first = random.nextInt(CHOICES);
        if (random.nextDouble() >= DOUBLE) {
            return List.of(first);
        }
        int second = (first + 1 + random.nextInt(CHOICES - 1)) % CHOICES;
        return List.of(Math.min(first, second), Math.max(first, second));
    }

    private void field(
            String label,
            String choices,
            List<Integer> chosen,
            Habits hand,
            SplittableRandom random) {
        Set<Integer> meant = new HashSet<>(chosen);
        boolean single = chosen.size() == 1;
        for (int choice : chosen) {
            marks.add(new Mark(label, choice, single ? kind(hand, random) : Mark.Kind.FILLED));
        }
        int other = random.nextInt(choices.length());
        double chance = random.nextDouble();
        if (single && !chosen.contains(other)) {
            if (chance < hand.doubled()) {
                marks.add(new Mark(label, other, Mark.Kind.PALE));
                meant.add(other);
                ask.add(label);
            } else if (chance < hand.doubled() + hand.erased()) {
                marks.add(new Mark(label, other, Mark.Kind.RUBBED_OUT));
            }
        }
        if (chosen.isEmpty() && chance < hand.dotted()) {
            marks.add(new Mark(label, other, Mark.Kind.DOT));
            ask.add(label);
        } else if (chosen.isEmpty() && chance < hand.dotted() + hand.regretted()) {
            marks.add(new Mark(label, other, Mark.Kind.RUBBED_OUT));
        }
        StringBuilder value = new StringBuilder();
        for (int choice = 0; choice < choices.length(); choice++) {
            if (meant.contains(choice)) {
                value.append(choices.charAt(choice));
            }
        }
        values.put(label, value.toString());
    }

    private static Mark.Kind kind(Habits hand, SplittableRandom random) {
        double chance = random.nextDouble() - hand.hatched();
        if (chance < 0) {
            return Mark.Kind.HATCHED;
        }
        chance -= hand.half();
        if (chance < 0) {
            return Mark.Kind.HALF;
        }
        chance -= hand.light();
        if (chance < 0) {
            return Mark.Kind.LIGHT;
        }
        chance -= hand.strokes();
        if (chance < 0) {
            return random.nextBoolean() ? Mark.Kind.TICK : Mark.Kind.CROSS;
        }
        return Mark.Kind.FILLED;
    }
}
