package io.batchline.workload.sheets.measure;

import java.util.Arrays;

/// What marks and empty bubbles of one sheet are like: the scale that single bubbles are judged by.
///
/// @param pen how much ink a mark has, as [BubbleEvidence#ink()]; a cautious guess where the sheet
///   has too few marks to tell
/// @param noise how much the ink of empty bubbles varies, as a standard deviation
/// @param speckle how much of a bubble grain alone may cover, as [BubbleEvidence#cover()]
public record SheetScale(double pen, double noise, double speckle) {
    private static final double EMPTY = 0.85;
    private static final double DEVIATIONS = 4.5;
    private static final double SOME = 0.3;

    /// @param covers of the bubbles that hold hardly any ink
    /// @param points how many points a bubble is looked at by
    static double speckle(double[] covers, int points) {
        double[] sorted = covers.clone();
        Arrays.sort(sorted);
        // Short strokes hide among the most covered; grain is the same everywhere.
        int count = (int) Math.ceil(EMPTY * sorted.length);
        double mean = Arrays.stream(sorted, 0, count).average().orElse(0) * points;
        return (mean + DEVIATIONS * Math.sqrt(mean + SOME) + 1) / points;
    }
}
