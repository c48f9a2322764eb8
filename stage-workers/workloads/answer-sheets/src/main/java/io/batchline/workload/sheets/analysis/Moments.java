package io.batchline.workload.sheets.analysis;

/// Count, mean and spread of numbers that come one after the other, none of which is kept.
///
/// After B. P. Welford, "Note on a method for calculating corrected sums of squares and products",
/// Technometrics 4 (1962), 419-420: a sum of squares from which the square of the sum is taken
/// would lose the digits that matter.
final class Moments {
    private long count;
    private double mean;
    private double squares;

    void add(double number) {
        count++;
        double before = number - mean;
        mean += before / count;
        squares += before * (number - mean);
    }

    long count() {
        return count;
    }

    /// 0 where nothing came.
    double mean() {
        return mean;
    }

    /// The root of the mean squared distance from the mean, of all that came (not an estimate from
    /// a sample); 0 where nothing came.
    double deviation() {
        return count == 0 ? 0 : Math.sqrt(squares / count);
    }
}
