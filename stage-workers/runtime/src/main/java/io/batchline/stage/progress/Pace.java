package io.batchline.stage.progress;

import java.time.Duration;
import java.time.Instant;

/// Decides which reports are worth a record: every whole percent, and otherwise one every
/// [#AT_LEAST_EVERY] as long as reports come. Pure.
///
/// @param percent of the last record
/// @param at when that was written
record Pace(double percent, Instant at) {
    static final Duration AT_LEAST_EVERY = Duration.ofSeconds(5);

    boolean isDue(double now, Instant when) {
        return Math.floor(now) > Math.floor(percent) || !when.isBefore(at.plus(AT_LEAST_EVERY));
    }

    /// `done` of `total` in percent, never below `atLeast`; a total of 0 is not known yet.
    static double percent(long done, long total, double atLeast) {
        double percent = total <= 0 ? 0 : 100.0 * done / total;
        return Math.max(atLeast, Math.clamp(percent, 0, 100));
    }
}
