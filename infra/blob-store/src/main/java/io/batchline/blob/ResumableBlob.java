package io.batchline.blob;

import io.batchline.contract.id.BlobKey;
import java.io.Closeable;
import java.io.IOException;
import java.util.UUID;

/// An unfinished blob, open for its one writer. For one thread, but for `force`.
public interface ResumableBlob extends Closeable {
    /// @throws StorageFullException when there is no room for it
    void write(byte[] bytes, int from, int count) throws IOException;

    /// Appends a stretch of another unfinished blob, without its bytes coming through this program
    /// where the store can do that. The other stays as it is; nobody may write to it meanwhile.
    ///
    /// @param other must have that many bytes, forced
    /// @param count bytes
    /// @throws StorageFullException when there is no room for it
    /// @throws java.nio.file.NoSuchFileException when there is no such other
    void append(UUID other, long from, long count) throws IOException;

    /// Returns when all that was written before the call survives a power cut. Any thread may ask,
    /// also during a write.
    ///
    /// @return bytes that the blob has on disk, from its beginning
    long force() throws IOException;

    /// Takes back what lies behind the first `size` bytes.
    void cut(long size) throws IOException;

    /// Makes it, forced and as it is, the blob of that key; afterwards it is only to be closed.
    void complete(BlobKey key) throws IOException;
}
