package io.batchline.workload.sheets.read;

import io.batchline.workload.sheets.template.Tuning.Thresholds;
import java.util.Arrays;

/// Where marks end and blanks begin: at the largest step between greys that are sorted.
final class Thresholding {
    private static final int FIELD_REACH = 1;
    private static final int SPREAD_REACH = 1;
    private static final int PAGE_REACH = 2;
    private static final double ALL_MARKED = 255;

    private final Thresholds limits;

    Thresholding(Thresholds limits) {
        this.limits = limits;
    }

    /// The threshold of a whole page, from every bubble's mean.
    double ofPage(double[] means) {
        return widestStep(means, PAGE_REACH, limits.pageDefault()).middle();
    }

    /// The threshold that tells fields with a mark from fields without, from every field's spread.
    double ofSpreads(double[] spreads) {
        return widestStep(spreads, SPREAD_REACH, limits.pageDefault()).middle();
    }

    /// A field's own threshold, or the page's where the field alone does not tell.
    ///
    /// @param uniform whether the field's spread is that of fields without a mark
    double ofField(double[] means, double ofPage, boolean uniform) {
        if (means.length < 3) {
            return ofFew(means, ofPage);
        }
        Step step = widestStep(means, FIELD_REACH, ALL_MARKED);
        boolean sure = step.size() >= limits.minJump() + limits.confidentSurplus();
        return !sure && uniform ? ofPage : step.middle();
    }

    private double ofFew(double[] means, double ofPage) {
        double low = Arrays.stream(means).min().orElseThrow();
        double high = Arrays.stream(means).max().orElseThrow();
        return high - low < limits.minGap() ? ofPage : Arrays.stream(means).sum() / means.length;
    }

    private Step widestStep(double[] values, int reach, double otherwise) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        Step widest = new Step(limits.minJump(), otherwise);
        for (int i = reach; i < sorted.length - reach; i++) {
            double size = sorted[i + reach] - sorted[i - reach];
            if (size > widest.size()) {
                widest = new Step(size, sorted[i - reach] + size / 2);
            }
        }
        return widest;
    }

    private record Step(double size, double middle) {}
}
