package io.batchline.coordinator.decide;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;

/// How many items of a stage are done per second, smoothed.
///
/// @param since when the count began: a stage's start, or a restart
/// @param measured whether any span was measured yet
public record Rate(Instant since, Instant at, int done, double perSecond, boolean measured) {
    private static final Duration SPAN = Duration.ofSeconds(1);
    private static final double SMOOTH_SECONDS = 8;
    private static final Duration TOO_EARLY = Duration.ofSeconds(2);
    private static final double STANDSTILL = 1e-3;
    private static final double MILLIS = 1000;

    public static Rate from(Instant now, int done) {
        return new Rate(now, now, done, 0, false);
    }

    /// The rate with what is done by now; the same until a second has passed.
    public Rate at(Instant now, int doneNow) {
        Duration span = Duration.between(at, now);
        if (span.compareTo(SPAN) < 0) {
            return this;
        }
        double seconds = span.toMillis() / MILLIS;
        double newest = (doneNow - done) / seconds;
        double weight = measured ? 1 - Math.exp(-seconds / SMOOTH_SECONDS) : 1;
        double next = perSecond + (newest - perSecond) * weight;
        return new Rate(since, now, doneNow, next, measured || doneNow > done);
    }

    /// Empty until something was measured.
    public OptionalDouble measuredPerSecond() {
        return measured ? OptionalDouble.of(perSecond) : OptionalDouble.empty();
    }

    /// Seconds until `left` more are done; empty while nobody can say.
    public OptionalDouble secondsFor(int left, Instant now) {
        if (left == 0) {
            return OptionalDouble.of(0);
        }
        boolean early = !measured || Duration.between(since, now).compareTo(TOO_EARLY) < 0;
        return early || perSecond < STANDSTILL
                ? OptionalDouble.empty()
                : OptionalDouble.of(left / perSecond);
    }
}
