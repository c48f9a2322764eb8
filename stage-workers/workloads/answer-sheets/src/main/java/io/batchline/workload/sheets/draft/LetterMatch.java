package io.batchline.workload.sheets.draft;

import java.util.ArrayList;
import java.util.List;

/// Which letters or digits stand in a row of bubbles: not read one by one, but compared with the
/// rows that sheets have.
final class LetterMatch {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String DIGITS = "0123456789";
    private static final String DIGITS_FROM_ONE = "1234567890";

    /// As many choices as a field can have here.
    static final int MOST = ALPHABET.length();

    /// How alike print and letters are at least, on average, and how much more than the next best.
    private static final double LEAST = 0.5;

    private static final double AHEAD = 0.04;

    /// Fainter than this part of black there is no print.
    private static final double FAINT = 0.12;

    private final LetterShapes shapes;

    LetterMatch(LetterShapes shapes) {
        this.shapes = shapes;
    }

    /// @param values one per bubble
    /// @param sure whether the print said so; else they are the usual ones
    record Values(String values, boolean sure) {}

    /// @param prints what stands in each bubble of a row, as [LetterPatch] takes it
    Values values(List<double[]> prints) {
        List<double[]> filled = prints.stream().map(LetterMatch::filled).toList();
        String best = usual(prints.size());
        if (filled.stream().anyMatch(print -> print.length == 0)) {
            return new Values(best, false);
        }
        double most = -1;
        double second = -1;
        for (String row : rows(prints.size())) {
            double likeness = 0;
            for (int i = 0; i < row.length(); i++) {
                likeness += likeness(filled.get(i), shapes.patch(row.charAt(i))) / row.length();
            }
            if (likeness > most) {
                second = most;
                most = likeness;
                best = row;
            } else {
                second = Math.max(second, likeness);
            }
        }
        boolean sure = most >= LEAST && most - second >= AHEAD;
        return new Values(sure ? best : usual(prints.size()), sure);
    }

    private static String usual(int count) {
        return count == DIGITS.length() ? DIGITS : ALPHABET.substring(0, count);
    }

    /// The rows that bubbles of sheets hold.
    static List<String> rows(int count) {
        List<String> rows = new ArrayList<>();
        for (int first = 0; first + count <= ALPHABET.length(); first++) {
            rows.add(ALPHABET.substring(first, first + count));
        }
        rows.add(new StringBuilder(ALPHABET.substring(0, count)).reverse().toString());
        if (count < DIGITS.length()) {
            rows.add(DIGITS.substring(0, count));
            rows.add(DIGITS.substring(1, count + 1));
        }
        if (count == DIGITS.length()) {
            rows.add(DIGITS);
            rows.add(DIGITS_FROM_ONE);
        }
        if (count == 2) {
            rows.addAll(List.of("TF", "YN"));
        }
        return rows;
    }

    /// Brings print to the height of the patch, in its middle; empty where there is none.
    private static double[] filled(double[] print) {
        int side = LetterPatch.SIDE;
        double darkest = 0;
        for (double dark : print) {
            darkest = Math.max(darkest, dark);
        }
        if (darkest < FAINT) {
            return new double[0];
        }
        int left = side;
        int right = -1;
        int top = side;
        int bottom = -1;
        for (int at = 0; at < print.length; at++) {
            if (print[at] > darkest * 0.4) {
                left = Math.min(left, at % side);
                right = Math.max(right, at % side);
                top = Math.min(top, at / side);
                bottom = Math.max(bottom, at / side);
            }
        }
        double step = (bottom - top + 1.0) / side;
        double middle = (left + right) / 2.0;
        double[] filled = new double[print.length];
        for (int row = 0; row < side; row++) {
            int y = Math.min(side - 1, top + (int) ((row + 0.5) * step));
            for (int column = 0; column < side; column++) {
                int x = (int) Math.round(middle + (column + 0.5 - side / 2.0) * step);
                if (x >= left && x <= right) {
                    filled[row * side + column] = print[y * side + x];
                }
            }
        }
        return filled;
    }

    /// How alike two patches are, -1 to 1.
    static double likeness(double[] a, double[] b) {
        double meanA = mean(a);
        double meanB = mean(b);
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            double x = a[i] - meanA;
            double y = b[i] - meanB;
            ab += x * y;
            aa += x * x;
            bb += y * y;
        }
        return ab / Math.sqrt(Math.max(1e-9, aa * bb));
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
