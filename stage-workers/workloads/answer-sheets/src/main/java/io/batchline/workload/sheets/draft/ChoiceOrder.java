package io.batchline.workload.sheets.draft;

import io.batchline.workload.sheets.picture.GrayPicture;
import java.util.ArrayList;
import java.util.List;

/// Which way the choices of one field go: along what is printed in the bubbles changes. Rows of
/// questions have the same letter in each column, columns of digits the same digit in each row.
final class ChoiceOrder {
    private static final int DIGITS = 10;

    /// Darker than this on average a bubble is filled, and its letter is hidden.
    private static final double FILLED = 0.45;

    /// How much less print changes one way than the other where that is no accident.
    private static final double CLEAR = 0.6;

    /// Where print changes less than this both ways, bubbles are empty: squared darkness.
    private static final double PRINTED = 0.001 * LetterPatch.SIDE * LetterPatch.SIDE;

    private final GrayPicture evened;
    private final LetterMatch letters;

    ChoiceOrder(GrayPicture evened, LetterMatch letters) {
        this.evened = evened;
        this.letters = letters;
    }

    /// What was found out about a grid.
    ///
    /// @param across whether the choices of a field go to the right; else they go down
    /// @param values of the choices, one letter or digit each
    /// @param sureOfWay whether the print said which way they go
    /// @param sureOfValues whether the print said which values they have
    record Choices(boolean across, String values, boolean sureOfWay, boolean sureOfValues) {}

    Choices of(BubbleGrid grid) {
        double[][][] prints = prints(grid);
        double alongRows = change(prints, true);
        double alongColumns = change(prints, false);
        double most = Math.max(alongRows, alongColumns);
        boolean tooLong = grid.longer() > LetterMatch.MOST;
        boolean clear =
                !grid.isLine()
                        && !tooLong
                        && most > PRINTED
                        && Math.min(alongRows, alongColumns) < CLEAR * most;
        boolean across = clear ? alongRows > alongColumns : isLikelyAcross(grid);
        LetterMatch.Values values = letters.values(means(prints, across));
        boolean sureOfWay = clear || tooLong || (grid.isLine() && values.sure());
        return new Choices(across, values.values(), sureOfWay, values.sure());
    }

    /// By the numbers of rows and columns alone.
    private static boolean isLikelyAcross(BubbleGrid grid) {
        if (grid.longer() > LetterMatch.MOST) {
            // No field has so many choices: the long side is that of the fields.
            return grid.rows() > grid.columns();
        }
        if (grid.isLine()) {
            return grid.rows() == 1;
        }
        return grid.rows() != DIGITS || isUsual(grid.columns());
    }

    private static boolean isUsual(int choices) {
        return choices == 4 || choices == 5;
    }

    /// Per row and column the print, or nothing where a mark hides it.
    private double[][][] prints(BubbleGrid grid) {
        double[][][] prints = new double[grid.rows()][grid.columns()][];
        for (int row = 0; row < grid.rows(); row++) {
            for (int column = 0; column < grid.columns(); column++) {
                double[] print =
                        LetterPatch.of(
                                evened,
                                grid.lattice().at(column, row),
                                grid.width(),
                                grid.height());
                double sum = 0;
                for (double dark : print) {
                    sum += dark;
                }
                prints[row][column] = sum > FILLED * print.length ? new double[0] : print;
            }
        }
        return prints;
    }

    /// How unlike the mean of its row (or column) a bubble's print is, on average.
    private static double change(double[][][] prints, boolean alongRows) {
        int lines = alongRows ? prints.length : prints[0].length;
        double sum = 0;
        int count = 0;
        for (int line = 0; line < lines; line++) {
            List<double[]> members = members(prints, line, alongRows);
            double[] mean = mean(members);
            for (double[] member : members) {
                for (int i = 0; i < member.length; i++) {
                    sum += (member[i] - mean[i]) * (member[i] - mean[i]);
                }
            }
            // One less: the mean lies nearer to its few members than the truth does.
            count += Math.max(0, members.size() - 1);
        }
        return count == 0 ? 0 : sum / count;
    }

    private static List<double[]> members(double[][][] prints, int line, boolean row) {
        List<double[]> members = new ArrayList<>();
        int length = row ? prints[0].length : prints.length;
        for (int at = 0; at < length; at++) {
            double[] print = row ? prints[line][at] : prints[at][line];
            if (print.length > 0) {
                members.add(print);
            }
        }
        return members;
    }

    private static List<double[]> means(double[][][] prints, boolean across) {
        List<double[]> means = new ArrayList<>();
        int choices = across ? prints[0].length : prints.length;
        for (int choice = 0; choice < choices; choice++) {
            means.add(mean(members(prints, choice, !across)));
        }
        return means;
    }

    private static double[] mean(List<double[]> members) {
        double[] mean = new double[LetterPatch.SIDE * LetterPatch.SIDE];
        for (double[] member : members) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += member[i] / members.size();
            }
        }
        return mean;
    }
}
