package io.batchline.client;

import java.time.Duration;

/// When something is done again. Pure.
///
/// @param firstBackoff before the second connection; doubled with every failure
/// @param longestBackoff to which it grows
/// @param tries connections in a row that come to nothing before it asks
/// @param poll between the first two questions
/// @param longestPoll to which that grows while nothing is new
/// @param begin within which a stream that was answered has said something, as the server does at
///   once: one that has not is a proxy's that holds everything back
/// @param silence without a byte, after which a connection is dead: the server says something every
///   15 s
/// @param watchdog without an event, after which it is asked whether the stream is behind
/// @param check how often that is looked at
/// @param patience without any answer, after which it is given up
public record Pace(
        Duration firstBackoff,
        Duration longestBackoff,
        int tries,
        Duration poll,
        Duration longestPoll,
        Duration begin,
        Duration silence,
        Duration watchdog,
        Duration check,
        Duration patience) {
    public static final Pace USUAL =
            new Pace(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(30),
                    3,
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(45),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(15),
                    Duration.ofMinutes(10));

    /// How long to wait before the next connection: longer with every failure, spread so that a
    /// thousand clients do not come back together, and never sooner than the server asked for.
    ///
    /// @param failures from 1
    /// @param asked zero where the server said nothing
    /// @param chance 0 to 1
    public Duration backoff(int failures, Duration asked, double chance) {
        double doubled =
                Math.min(
                        (double) longestBackoff.toMillis(),
                        firstBackoff.toMillis() * Math.pow(2, Math.min(failures, 31) - 1));
        double own = doubled * (0.75 + chance / 2);
        double theirs = asked.toMillis() * (1 + chance / 4);
        return Duration.ofMillis(Math.round(Math.max(own, theirs)));
    }

    /// How long to wait before the next question.
    ///
    /// @param before zero for the first one
    /// @param moved whether the last one brought something newer
    public Duration nextPoll(Duration before, boolean moved) {
        if (before.isZero() || moved) {
            return poll;
        }
        Duration longer = before.multipliedBy(3).dividedBy(2);
        return longer.compareTo(longestPoll) > 0 ? longestPoll : longer;
    }
}
