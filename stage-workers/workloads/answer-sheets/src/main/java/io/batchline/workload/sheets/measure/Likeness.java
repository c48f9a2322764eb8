package io.batchline.workload.sheets.measure;

import io.batchline.workload.sheets.measure.Print.Stamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How much what is printed in some bubbles looks like what is printed in the sheet's others.
final class Likeness {
    /// Of fewer bubbles a mean is mostly grain.
    private static final int FEWEST = 3;

    private static final double FAINTEST = 15;
    private static final int FIRST_PRINTS = 16;

    private final PatchSums seen = new PatchSums();

    /// What is printed in the bubbles; as many of them have it as the number beside it says.
    private final List<Stamp> prints = new ArrayList<>();

    private int[] times = new int[FIRST_PRINTS];

    /// Takes in a bubble that holds no mark.
    void add(byte[] depths, Stamp print) {
        seen.add(depths);
        int at = 0;
        while (at < prints.size() && prints.get(at) != print) {
            at++;
        }
        if (at == prints.size()) {
            prints.add(print);
            times = at < times.length ? times : Arrays.copyOf(times, 2 * at);
        }
        times[at]++;
    }

    /// The correlation, -1 to 1; 1 where too little is to be seen to tell.
    double value() {
        if (seen.count() < FEWEST) {
            return 1;
        }
        double[] expected = new double[PatchGrid.AREA];
        for (int print = 0; print < prints.size(); print++) {
            float[] depths = prints.get(print).depths();
            for (int from = 0; from < PatchGrid.AREA; from += PatchGrid.SIDE) {
                addRow(expected, depths, times[print], from);
            }
        }
        Moments moments = new Moments();
        int[] sums = seen.sums();
        for (int from = 0; from < PatchGrid.AREA; from += PatchGrid.SIDE) {
            moments.addRow(sums, expected, seen.count(), from);
        }
        return moments.correlation();
    }

    /// One row a call: what is called so often is compiled soon.
    private static void addRow(double[] expected, float[] print, int times, int from) {
        for (int at = from; at < from + PatchGrid.SIDE; at++) {
            expected[at] += (double) times * print[at];
        }
    }

    private static final class Moments {
        private double x1;
        private double y1;
        private double x2;
        private double xy;
        private double y2;

        void addRow(int[] sums, double[] expected, int count, int from) {
            for (int at = from; at < from + PatchGrid.SIDE; at++) {
                double x = (double) sums[at] / count;
                double y = expected[at] / count;
                x1 += x;
                y1 += y;
                x2 += x * x;
                xy += x * y;
                y2 += y * y;
            }
        }

        double correlation() {
            int n = PatchGrid.AREA;
            double varianceX = x2 / n - x1 / n * (x1 / n);
            double varianceY = y2 / n - y1 / n * (y1 / n);
            if (varianceY < FAINTEST || varianceX <= 0) {
                return 1;
            }
            return (xy / n - x1 / n * (y1 / n)) / Math.sqrt(varianceX * varianceY);
        }
    }
}
