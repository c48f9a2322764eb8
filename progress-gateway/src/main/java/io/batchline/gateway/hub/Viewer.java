package io.batchline.gateway.hub;

import java.time.Duration;
import java.util.List;

/// One viewer's place in a batch's events. Used by the viewer's own thread only; holds a position
/// and no queue, so a slow one costs nothing and holds nobody up.
public final class Viewer {
    private static final long NOTHING_SEEN = -1;

    private final BatchChannel channel;
    private final boolean latestOnly;
    private final long endThatIsNone;
    private long seen;
    private boolean atStart = true;

    Viewer(BatchChannel channel, From from) {
        this.channel = channel;
        this.latestOnly = from instanceof From.Latest;
        this.seen =
                switch (from) {
                    case From.Beginning() -> NOTHING_SEEN;
                    case From.Latest() -> NOTHING_SEEN;
                    case From.After(long position) -> position;
                    case From.Anew(long position) -> position;
                };
        this.endThatIsNone = from instanceof From.Anew ? seen : NOTHING_SEEN;
    }

    /// Waits for what this viewer has not seen.
    public Next next(Duration atMost) throws InterruptedException {
        while (true) {
            long version = channel.signal().version();
            if (channel.isClosed()) {
                return new Next.SentAway();
            }
            History history = channel.view().history();
            List<ProgressEvent> unseen = unseen(history);
            if (!unseen.isEmpty()) {
                seen = unseen.getLast().position();
                atStart = false;
                return new Next.Events(unseen);
            }
            if (history.isOverFor(seen) && seen != endThatIsNone) {
                return new Next.Over();
            }
            if (!channel.signal().awaitChange(version, atMost)) {
                return new Next.Quiet();
            }
        }
    }

    /// At its start a viewer gets all that is held, later only what one that keeps up gets.
    private List<ProgressEvent> unseen(History history) {
        List<ProgressEvent> newer = history.after(seen);
        if (!atStart) {
            return Conflation.pick(newer);
        }
        return latestOnly && !newer.isEmpty() ? List.of(newer.getLast()) : newer;
    }

    /// What comes next for a viewer.
    public sealed interface Next {
        /// These, oldest first. When the last is the batch's end nothing follows.
        record Events(List<ProgressEvent> events) implements Next {
            public Events {
                events = List.copyOf(events);
            }
        }

        /// Nothing new for as long as it waited.
        record Quiet() implements Next {}

        /// The batch has ended and the viewer has seen it.
        record Over() implements Next {}

        /// The gateway shuts down or the batch was deleted.
        record SentAway() implements Next {}
    }
}
