package io.batchline.coordinator.decide;

/// A share as a percentage, cut (never rounded up) to one decimal: 100 means all of it.
public final class Percent {
    private static final double TENTHS = 10;
    private static final long ALL_IN_TENTHS = 1000;

    private Percent() {}

    /// @param total 0 is nothing to do: all of it is done
    public static double of(long done, long total) {
        if (total <= 0) {
            return 100;
        }
        long tenths = Math.clamp(done, 0, total) * ALL_IN_TENTHS / total;
        return tenths / TENTHS;
    }
}
