package io.batchline.ingest.upload;

import java.util.OptionalLong;

/// Whether a chunk is taken.
sealed interface ChunkDecision {
    /// @param end bytes that the upload may have with it
    /// @param length of the whole upload, when it is known by now
    /// @param keepsPart whether what came of it is kept when its client vanishes
    record Take(long end, OptionalLong length, boolean keepsPart) implements ChunkDecision {}

    /// Without reading it.
    record Refuse(ChunkOutcome outcome) implements ChunkDecision {}
}
