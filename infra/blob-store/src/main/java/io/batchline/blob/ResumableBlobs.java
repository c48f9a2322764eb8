package io.batchline.blob;

import java.io.IOException;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/// Blobs that come in pieces: who writes one may stop anywhere, and another may go on, in another
/// process and days later. Until it is complete nothing of it is seen under any key.
///
/// A store of objects has the same by its multipart uploads: a forced piece is a part, or the small
/// object of what is too short for one, and what is appended of another is a part that is copied in
/// the store.
public interface ResumableBlobs {
    /// Begins an empty one. The name is new: it is never used again.
    void begin(UUID name) throws IOException;

    /// Opens it to go on after its first `offset` bytes, which were forced; what lies behind them
    /// goes.
    ///
    /// @throws BlobInUseException while another writer has it open, in whichever process
    /// @throws java.nio.file.NoSuchFileException when there is none: never begun, complete or
    ///   discarded
    ResumableBlob open(UUID name, long offset) throws IOException;

    /// Removes it, also under a writer's hands; whether there was one.
    boolean discard(UUID name) throws IOException;

    /// Removes those that nobody has written to since, but for these; how many there were.
    int discardUntouchedSince(Instant time, Set<UUID> kept) throws IOException;

    /// Bytes that there is room for.
    long room() throws IOException;
}
