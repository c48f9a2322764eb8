package io.batchline.ingest.retention;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/// Decides what of a batch is due. Pure.
final class Due {
    private Due() {}

    /// How a batch stands.
    ///
    /// @param over whether it has ended and no retry was asked for since
    record Standing(boolean over, boolean hasSource, boolean hasResults) {}

    /// What is to be removed now: nothing of a batch that is not over; the whole of it (HISTORY
    /// alone, which takes all else along), or its source, its results or both.
    static Set<Kept> of(Instant now, Instant endedAt, KeepDays days, Standing standing) {
        var due = EnumSet.noneOf(Kept.class);
        if (!standing.over()) {
            return due;
        }
        if (isDue(now, endedAt, days, Kept.HISTORY)) {
            due.add(Kept.HISTORY);
            return due;
        }
        if (standing.hasSource() && isDue(now, endedAt, days, Kept.SOURCES)) {
            due.add(Kept.SOURCES);
        }
        if (standing.hasResults() && isDue(now, endedAt, days, Kept.RESULTS)) {
            due.add(Kept.RESULTS);
        }
        return due;
    }

    private static boolean isDue(Instant now, Instant endedAt, KeepDays days, Kept kept) {
        return !now.isBefore(endedAt.plus(days.time(kept)));
    }
}
