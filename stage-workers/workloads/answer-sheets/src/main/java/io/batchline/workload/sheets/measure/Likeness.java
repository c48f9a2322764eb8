package io.batchline.workload.sheets.measure;

/// How much what is printed in some bubbles looks like what is printed in the sheet's others.
final class Likeness {
    /// Of fewer bubbles a mean is mostly grain.
    private static final int FEWEST = 3;

    private static final double FAINTEST = 15;

    private final PatchSums seen = new PatchSums();
    private final double[] expected = new double[PatchGrid.AREA];

    /// Takes in a bubble that holds no mark.
    void add(byte[] depths, float[] print) {
        seen.add(depths);
        for (int at = 0; at < PatchGrid.AREA; at++) {
            expected[at] += print[at];
        }
    }

    /// The correlation, -1 to 1; 1 where too little is to be seen to tell.
    double value() {
        int count = seen.count();
        if (count < FEWEST) {
            return 1;
        }
        int[] sums = seen.sums();
        double x1 = 0;
        double y1 = 0;
        double x2 = 0;
        double xy = 0;
        double y2 = 0;
        for (int at = 0; at < PatchGrid.AREA; at++) {
            double x = (double) sums[at] / count;
            double y = expected[at] / count;
            x1 += x;
            y1 += y;
            x2 += x * x;
            xy += x * y;
            y2 += y * y;
        }
        int n = PatchGrid.AREA;
        double varianceX = x2 / n - x1 / n * (x1 / n);
        double varianceY = y2 / n - y1 / n * (y1 / n);
        if (varianceY < FAINTEST || varianceX <= 0) {
            return 1;
        }
        return (xy / n - x1 / n * (y1 / n)) / Math.sqrt(varianceX * varianceY);
    }
}
