package io.batchline.ingest.batch;

import java.util.Set;
import java.util.UUID;

/// Whether an upload may begin beside what its batch has.
sealed interface BeginningDecision {
    /// @param source what the batch waits for from now on
    /// @param opens whether nothing of that source has begun before
    /// @param ending uploads that end by it
    /// @param kept uploads beside which it begins
    /// @param keptBytes of those
    record Begin(UUID source, boolean opens, Set<UUID> ending, int kept, long keptBytes)
            implements BeginningDecision {
        public Begin {
            ending = Set.copyOf(ending);
        }
    }

    record Refuse(Beginning why) implements BeginningDecision {}
}
