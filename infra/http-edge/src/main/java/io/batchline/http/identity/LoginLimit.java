package io.batchline.http.identity;

import io.batchline.http.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// Slows down who guesses passwords: after a few failures of one user from one address each next
/// try must wait, twice as long every time; one address that tries many users waits too.
///
/// It counts in this process only: several replicas allow as many times more.
public final class LoginLimit {
    static final int FREE_TRIES = 5;
    static final int FREE_TRIES_OF_ADDRESS = 50;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(30);
    private static final int MOST_REMEMBERED = 10_000;

    private final Clock clock;
    private final Map<Source, Failures> failures = new HashMap<>();

    public LoginLimit(Clock clock) {
        this.clock = clock;
    }

    /// Counts a try before its password is looked at, so that many at once gain nothing.
    ///
    /// @throws Problem 429 when it comes too early
    public synchronized void begin(String username, String address) {
        Instant now = clock.instant();
        var user = new Source(username, address);
        var everyone = new Source("", address);
        refuseEarly(user, now);
        refuseEarly(everyone, now);
        count(user, FREE_TRIES, now);
        count(everyone, FREE_TRIES_OF_ADDRESS, now);
    }

    /// The try was right: its user starts afresh from this address.
    public synchronized void succeeded(String username, String address) {
        failures.remove(new Source(username, address));
        failures.computeIfPresent(new Source("", address), (_, counted) -> counted.withoutOne());
    }

    private void refuseEarly(Source source, Instant now) {
        Failures counted = failures.get(source);
        if (counted != null && now.isBefore(counted.nextTry())) {
            throw Problem.tooManyRequests(
                    "too many failed logins: wait before the next try",
                    Duration.between(now, counted.nextTry()));
        }
    }

    private void count(Source source, int freeTries, Instant now) {
        if (failures.size() >= MOST_REMEMBERED) {
            failures.values().removeIf(old -> old.nextTry().plus(FORGOTTEN_AFTER).isBefore(now));
        }
        if (failures.size() >= MOST_REMEMBERED && !failures.containsKey(source)) {
            throw Problem.tooManyRequests("too many failed logins everywhere", LONGEST_WAIT);
        }
        Failures before = failures.get(source);
        boolean known = before != null && now.isBefore(before.nextTry().plus(FORGOTTEN_AFTER));
        int tries = known && before != null ? before.tries() + 1 : 1;
        failures.put(source, new Failures(tries, now.plus(wait(tries - freeTries))));
    }

    private static Duration wait(int over) {
        if (over < 0) {
            return Duration.ZERO;
        }
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(over, 20));
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    /// @param username empty for all users of the address together
    private record Source(String username, String address) {}

    private record Failures(int tries, Instant nextTry) {
        Failures withoutOne() {
            return new Failures(Math.max(0, tries - 1), nextTry);
        }
    }
}
