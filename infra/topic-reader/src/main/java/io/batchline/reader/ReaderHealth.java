package io.batchline.reader;

import java.time.Duration;
import java.time.Instant;

/// How a [TopicReader] is doing.
///
/// @param caughtUp whether everything that was in the topics at the start has been delivered
/// @param heardAt when the broker last answered; the start, while it never has
/// @param behind records' positions between what is read and the ends, when last asked
public record ReaderHealth(boolean caughtUp, Instant heardAt, long behind) {
    /// A broker that has not answered for this long counts as lost.
    public static final Duration LOST_AFTER = Duration.ofSeconds(10);

    public boolean isBrokerThere(Instant now) {
        return heardAt.plus(LOST_AFTER).isAfter(now);
    }
}
