package io.batchline.ingest.upload;

import java.time.Instant;

/// What came of a chunk.
public sealed interface ChunkOutcome {
    /// All of it is on disk, and more must follow.
    ///
    /// @param offset bytes of the upload by now
    record Taken(long offset, Instant expiresAt) implements ChunkOutcome {}

    /// It was the last, and the batch has its source.
    record Complete(long offset) implements ChunkOutcome {}

    /// @param offset where the upload goes on
    record WrongOffset(long offset) implements ChunkOutcome {}

    /// The length was said before, or so much has come.
    record OtherLength(long length) implements ChunkOutcome {}

    /// Another request writes the upload.
    record Busy() implements ChunkOutcome {}

    /// The upload has expired or was ended.
    record Gone() implements ChunkOutcome {}

    /// @param limit bytes that the upload may have
    record TooLarge(long limit) implements ChunkOutcome {}

    /// @param limit bytes that the tenant's sources may have
    /// @param left bytes
    record TenantFull(long limit, long left) implements ChunkOutcome {}

    /// Nothing of it is kept.
    record ChecksumMismatch() implements ChunkOutcome {}

    /// What was forced before is kept.
    ///
    /// @param left bytes
    record NoRoom(long left) implements ChunkOutcome {}
}
