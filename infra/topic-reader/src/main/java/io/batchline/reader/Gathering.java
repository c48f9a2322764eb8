package io.batchline.reader;

import java.time.Duration;

/// Decides how long a reader that keeps up waits before it asks the broker again. While records
/// come now and then each is fetched at once. Where they come one right after another, an answer
/// for each would cost reader and broker more than all that is done with it, so an answer takes
/// along those of some milliseconds. Used by the reader's thread only.
final class Gathering {
    static final Duration PAUSE = Duration.ofMillis(5);

    /// Records that come further apart than this are not gathered.
    private static final long CROWD = Duration.ofMillis(12).toNanos();

    /// An answer of so many is one of a reader that is behind.
    private static final int MANY = 100;

    private long lastAt;
    private boolean isFirst = true;

    /// @param records in the newest answer
    /// @param now nanoseconds
    Duration after(int records, long now) {
        if (records == 0) {
            return Duration.ZERO;
        }
        boolean crowd = !isFirst && now - lastAt < CROWD && records < MANY;
        isFirst = false;
        lastAt = now;
        return crowd ? PAUSE : Duration.ZERO;
    }
}
