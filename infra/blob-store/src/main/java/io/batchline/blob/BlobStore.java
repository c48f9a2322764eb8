package io.batchline.blob;

import io.batchline.contract.id.BlobKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;

/// Blobs by key. Bytes stream through in constant memory, whatever the size.
///
/// A blob appears whole or not at all: when a `put` fails, or its process dies, what was there
/// before under the key is there still. A `put` under a key that is taken replaces the blob; who
/// has the older one open goes on reading it.
public interface BlobStore {
    /// Stores what the writer writes and returns its size in bytes. The writer need not close the
    /// stream. When it throws, nothing is stored.
    ///
    /// @throws StorageFullException when there is no room for it
    long put(BlobKey key, BlobWriter writer) throws IOException;

    /// Stores all that the stream has left and returns its size in bytes. The stream stays open.
    default long put(BlobKey key, InputStream bytes) throws IOException {
        return put(key, (OutputStream out) -> bytes.transferTo(out));
    }

    /// Those that come in pieces.
    ResumableBlobs resumable();

    /// Opens a blob for reading at any position; reading a part of it costs that part.
    ///
    /// @throws java.nio.file.NoSuchFileException when there is none; its file is the key
    SeekableByteChannel open(BlobKey key) throws IOException;

    /// The size in bytes.
    ///
    /// @throws java.nio.file.NoSuchFileException when there is none; its file is the key
    long size(BlobKey key) throws IOException;

    boolean exists(BlobKey key) throws IOException;

    /// Deletes the blob; whether there was one.
    boolean delete(BlobKey key) throws IOException;

    /// Deletes every blob whose key is `prefix` or starts with it and a `/`; how many there were. A
    /// `put` that is under way meanwhile may survive it.
    int deleteAll(BlobKey prefix) throws IOException;

    /// Says by an exception when the store can't be used now.
    void check() throws IOException;

    /// Writes a blob's bytes.
    @FunctionalInterface
    interface BlobWriter {
        void writeTo(OutputStream out) throws IOException;
    }
}
