package io.batchline.workload.sheets.draft;

import io.batchline.workload.sheets.draft.ChoiceOrder.Choices;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Names blocks and their fields: questions are numbered down each column of blocks, from left to
/// right; numbers of digits are `roll`, `roll_b` and so on.
final class Naming {
    private static final int DIGITS = 10;

    /// Blocks that share more of their width than this stand in one column.
    private static final double SHARED = 0.5;

    private final List<DraftBlock> blocks = new ArrayList<>();
    private int questions;
    private int numbers;

    private Naming() {}

    /// A grid and what was found out about it.
    record Read(BubbleGrid grid, Choices choices) {}

    static List<DraftBlock> of(List<Read> grids) {
        Naming naming = new Naming();
        ordered(likeTheirKind(grids)).forEach(naming::add);
        return List.copyOf(naming.blocks);
    }

    /// What is sure of one block is taken for others with as many choices.
    static List<Read> likeTheirKind(List<Read> grids) {
        return grids.stream()
                .map(read ->
                        read.choices().sureOfValues()
                                ? read
                                : grids.stream()
                                        .filter(other ->
                                                isSameKind(read.choices(), other.choices()))
                                        .findFirst()
                                        .map(other -> new Read(read.grid(), other.choices()))
                                        .orElse(read))
                .toList();
    }

    private static boolean isSameKind(Choices choices, Choices sure) {
        return sure.sureOfValues()
                && sure.sureOfWay()
                && sure.across() == choices.across()
                && sure.values().length() == choices.values().length();
    }

    private static List<Read> ordered(List<Read> grids) {
        List<Read> left =
                new ArrayList<>(
                        grids.stream()
                                .sorted(Comparator.comparingDouble(read -> read.grid().left()))
                                .toList());
        List<Read> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            Read first = left.getFirst();
            List<Read> column =
                    left.stream()
                            .filter(read ->
                                    read.equals(first) || sharesWidth(read.grid(), first.grid()))
                            .sorted(Comparator.comparingDouble(read -> read.grid().top()))
                            .toList();
            ordered.addAll(column);
            left.removeAll(column);
        }
        return ordered;
    }

    private static boolean sharesWidth(BubbleGrid a, BubbleGrid b) {
        double shared = Math.min(a.right(), b.right()) - Math.max(a.left(), b.left());
        return shared > SHARED * Math.min(a.right() - a.left(), b.right() - b.left());
    }

    private void add(Read read) {
        Choices choices = read.choices();
        int fields = choices.across() ? read.grid().rows() : read.grid().columns();
        boolean number = !choices.across() && choices.values().length() == DIGITS;
        if (number) {
            String name = numbers == 0 ? "roll" : "roll_" + letter(numbers);
            numbers++;
            blocks.add(
                    new DraftBlock(
                            "Number_" + numbers,
                            read.grid(),
                            choices,
                            range(name + (numbers == 1 ? "" : "_"), 1, fields),
                            fields > 1 ? Optional.of(name) : Optional.empty()));
            return;
        }
        int from = questions + 1;
        questions += fields;
        blocks.add(
                new DraftBlock(
                        "Questions_%d_%d".formatted(from, questions),
                        read.grid(),
                        choices,
                        range("q", from, questions),
                        Optional.empty()));
    }

    private static String letter(int index) {
        return Character.toString('a' + index % 26);
    }

    private static String range(String prefix, int from, int to) {
        return from == to ? prefix + from : "%s%d..%d".formatted(prefix, from, to);
    }
}
