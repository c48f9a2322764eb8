package io.batchline.gateway.hub;

import java.time.Duration;

/// Decides whether one more viewer is let in, and when one that is not comes again. Pure.
public final class Overload {
    /// One write to all viewers takes longer than that: more of them would make it worse.
    static final Duration LATEST = Duration.ofSeconds(2);

    private static final Duration SHORTEST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration SOONEST = Duration.ofMillis(200);
    private static final Duration SOON = Duration.ofSeconds(1);

    private Overload() {}

    /// @param open viewers now
    /// @param most as many as are wanted
    /// @param late how much later than it was due the newest frame went out
    public static boolean isFull(int open, int most, Duration late) {
        return open >= most || late.compareTo(LATEST) > 0;
    }

    /// When one that found no place tries again: spread, so that not all come together.
    ///
    /// @param chance 0 to 1
    public static Duration comeBackLater(double chance) {
        return spread(SHORTEST, LONGEST, chance);
    }

    /// When one whose replica stops tries another.
    public static Duration comeBackSoon(double chance) {
        return spread(SOONEST, SOON, chance);
    }

    private static Duration spread(Duration from, Duration to, double chance) {
        return from.plusMillis((long) (chance * to.minus(from).toMillis()));
    }
}
