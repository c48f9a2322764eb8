package io.batchline.http.identity;

import java.time.Duration;
import java.time.Instant;

/// How often somebody has tried in vain, and from when on they may try again.
///
/// @param tries counted before each password is looked at
record LoginTries(int tries, Instant nextTry) {
    static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(30);

    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final int MOST_DOUBLINGS = 20;

    static LoginTries none(Instant now) {
        return new LoginTries(0, now);
    }

    /// How long a try at that time comes too early; zero when it does not.
    Duration tooEarlyBy(Instant now) {
        return now.isBefore(nextTry) ? Duration.between(now, nextTry) : Duration.ZERO;
    }

    /// With one try more. After the free ones each next must wait, twice as long every time.
    LoginTries withOne(int free, Instant now) {
        boolean known = now.isBefore(nextTry.plus(FORGOTTEN_AFTER));
        int counted = known ? tries + 1 : 1;
        return new LoginTries(counted, now.plus(wait(counted - free)));
    }

    /// Without one that succeeded.
    LoginTries withoutOne() {
        return new LoginTries(Math.max(0, tries - 1), nextTry);
    }

    private static Duration wait(int over) {
        if (over < 0) {
            return Duration.ZERO;
        }
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(over, MOST_DOUBLINGS));
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }
}
