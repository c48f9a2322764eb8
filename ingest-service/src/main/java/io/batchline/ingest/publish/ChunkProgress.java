package io.batchline.ingest.publish;

import java.util.OptionalLong;

/// What people are told while a request brings bytes of an upload. For one thread at a time.
public interface ChunkProgress {
    /// So many bytes of the upload have come by now.
    void advanced(long bytes);

    /// A chunk is stored, and more are to come.
    ///
    /// @param chunkSize bytes of the first one
    void chunk(long bytes, OptionalLong chunkSize);

    /// The client has gone; what has come is kept, and it may go on.
    void interrupted(long bytes);
}
