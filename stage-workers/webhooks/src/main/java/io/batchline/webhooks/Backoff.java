package io.batchline.webhooks;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// When a delivery is tried again. Pure.
///
/// The first steps of the schedule that Standard Webhooks recommends, within a day.
final class Backoff {
    /// How long a receiver may put us off by its `Retry-After`.
    static final Duration LONGEST_WISH = Duration.ofHours(1);

    /// After the first try, the second, and so on. Together a day.
    private static final List<Duration> STEPS =
            List.of(
                    Duration.ofSeconds(5),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(30),
                    Duration.ofHours(2),
                    Duration.ofHours(5),
                    Duration.ofHours(10),
                    Duration.ofMinutes(390));

    private static final double LEAST = 0.9;
    private static final double SPREAD = 0.2;

    private Backoff() {}

    /// How long to wait after so many tries have failed; empty when that was the last.
    ///
    /// @param tries from 1
    /// @param chance 0 to 1: the wait is a tenth shorter to a tenth longer, so that those which
    ///   failed together do not all come back together
    /// @param wish what the receiver asked for; zero for nothing
    static Optional<Duration> after(int tries, double chance, Duration wish) {
        if (tries > STEPS.size()) {
            return Optional.empty();
        }
        Duration step = STEPS.get(tries - 1);
        var wait = Duration.ofMillis(Math.round(step.toMillis() * (LEAST + SPREAD * chance)));
        Duration wished = wish.compareTo(LONGEST_WISH) > 0 ? LONGEST_WISH : wish;
        return Optional.of(wait.compareTo(wished) > 0 ? wait : wished);
    }
}
