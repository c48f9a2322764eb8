package io.batchline.ingest.batch;

import java.time.Instant;
import java.util.List;

/// What became of decisions.
public sealed interface ReviewOutcome {
    /// They are written down, and the command to read their items again is on its way.
    ///
    /// @param generation the one in which it is done
    /// @param recorded those that changed anything
    record Accepted(int generation, List<Recorded> recorded) implements ReviewOutcome {
        public Accepted {
            recorded = List.copyOf(recorded);
        }
    }

    /// All of it was decided like that before, and done: nothing happens.
    record Unchanged() implements ReviewOutcome {}

    /// The batch can't take decisions now.
    ///
    /// @param soon whether it probably can in a moment
    record NotNow(String reason, boolean soon) implements ReviewOutcome {}

    /// What a decision is about is in no doubt, or can't read like that.
    record Refused(Decision decision, String reason) implements ReviewOutcome {}

    /// A decision as it was written down.
    record Recorded(Decision decision, String before, String by, Instant at) {}
}
