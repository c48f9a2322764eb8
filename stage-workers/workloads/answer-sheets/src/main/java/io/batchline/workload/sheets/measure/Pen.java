package io.batchline.workload.sheets.measure;

import java.util.Arrays;

/// How much ink a mark of this sheet has.
final class Pen {
    /// Less than this is no mark, whatever else there is.
    private static final double FAINTEST = 0.06;

    private static final double NOISES = 6;

    /// What a mark has on most sheets, where a sheet does not tell.
    private static final double USUAL = 0.4;

    private static final int FEW = 3;
    private static final double FEW_OF_FIELDS = 0.1;
    private static final double LIGHTEST = 0.1;

    /// A paler pen is believed where most fields hold what can be no grain.
    private static final double PALEST = 0.05;

    private static final double LEAST_PALE = 0.03;
    private static final double MOST_FIELDS = 0.6;

    private Pen() {}

    /// Under this much ink a bubble holds nothing.
    static double touch(double noise) {
        return Math.max(FAINTEST, NOISES * noise);
    }

    /// @param darkest the ink of the darkest bubble of each field
    /// @param known the same of bubbles whose own print was learned: what a letter has more than
    ///   another is no pale mark
    static double of(double[] darkest, double[] known, double noise) {
        double[] pale = above(Math.max(LEAST_PALE, NOISES * noise), known);
        if (pale.length > MOST_FIELDS * darkest.length && pale[pale.length / 2] < LIGHTEST) {
            return Math.max(PALEST, pale[pale.length / 2]);
        }
        double[] marks = above(touch(noise), darkest);
        if (marks.length == 0) {
            return USUAL;
        }
        double middle = marks[marks.length / 2];
        boolean few = marks.length < Math.max(FEW, FEW_OF_FIELDS * darkest.length);
        return Math.max(middle, few ? USUAL : LIGHTEST);
    }

    private static double[] above(double least, double[] inks) {
        double[] above = new double[inks.length];
        int count = 0;
        for (double ink : inks) {
            if (ink > least) {
                above[count++] = ink;
            }
        }
        Arrays.sort(above, 0, count);
        return Arrays.copyOf(above, count);
    }
}
