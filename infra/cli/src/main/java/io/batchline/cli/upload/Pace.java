package io.batchline.cli.upload;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How much is sent at once, and how long is waited after a failure.
final class Pace {
    static final int FIRST_CHUNK = 1 << 20;
    static final int SMALLEST_CHUNK = 256 << 10;
    static final int LARGEST_CHUNK = 8 << 20;

    /// In a row; with the pauses between them about four minutes.
    static final int TRIES = 12;

    private static final Duration QUICK = Duration.ofSeconds(1);
    private static final Duration SLOW = Duration.ofSeconds(15);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private Pace() {}

    /// The next chunk's bytes: so many that one takes seconds, since what breaks is sent again from
    /// its beginning.
    static int next(int chunk, Duration took) {
        if (took.compareTo(QUICK) < 0) {
            return Math.min(LARGEST_CHUNK, chunk * 2);
        }
        return took.compareTo(SLOW) > 0 ? Math.max(SMALLEST_CHUNK, chunk / 2) : chunk;
    }

    /// The next chunk's bytes when one broke off: nothing of it is kept, and half of it may arrive.
    static int afterBreak(int chunk) {
        return Math.max(SMALLEST_CHUNK, chunk / 2);
    }

    /// The pause after so many failures in a row: doubled each time, and drawn from its upper half,
    /// so that clients of a server that comes back do not all come at once.
    static Duration pause(int failures, RandomGenerator random) {
        long most =
                Math.min(
                        LONGEST_PAUSE.toMillis(),
                        FIRST_PAUSE.toMillis() << Math.min(failures - 1, 10));
        return Duration.ofMillis(random.nextLong(most / 2, most + 1));
    }
}
