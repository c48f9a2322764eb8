package io.batchline.ingest;

import io.batchline.blob.BlobStore;
import io.batchline.blob.FolderBlobStore;
import io.batchline.blob.ResumableBlob;
import io.batchline.blob.ResumableBlobs;
import io.batchline.blob.StorageFullException;
import io.batchline.contract.id.BlobKey;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/// A folder on a disk that becomes full while pieces come in, as if others filled it meanwhile.
final class FillingStore implements BlobStore {
    private final BlobStore folder;
    private final AtomicLong left = new AtomicLong(Long.MAX_VALUE);

    FillingStore(Path folder) throws IOException {
        this.folder = new FolderBlobStore(folder);
    }

    /// Bytes of pieces that are taken from now on.
    void leave(long bytes) {
        left.set(bytes);
    }

    @Override
    public ResumableBlobs resumable() {
        return new FillingPieces(folder.resumable());
    }

    private final class FillingPieces implements ResumableBlobs {
        private final ResumableBlobs pieces;

        FillingPieces(ResumableBlobs pieces) {
            this.pieces = pieces;
        }

        @Override
        public void begin(UUID name) throws IOException {
            pieces.begin(name);
        }

        @Override
        public ResumableBlob open(UUID name, long offset) throws IOException {
            return new FillingPiece(pieces.open(name, offset));
        }

        @Override
        public boolean discard(UUID name) throws IOException {
            return pieces.discard(name);
        }

        @Override
        public int discardUntouchedSince(Instant time, Set<UUID> kept) throws IOException {
            return pieces.discardUntouchedSince(time, kept);
        }

        @Override
        public long room() throws IOException {
            return pieces.room();
        }
    }

    private final class FillingPiece implements ResumableBlob {
        private final ResumableBlob piece;

        FillingPiece(ResumableBlob piece) {
            this.piece = piece;
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            take(count);
            piece.write(bytes, from, count);
        }

        @Override
        public void append(UUID other, long from, long count) throws IOException {
            take(count);
            piece.append(other, from, count);
        }

        private void take(long count) throws StorageFullException {
            if (left.addAndGet(-count) < 0) {
                throw new StorageFullException(0, new IOException("No space left on device"));
            }
        }

        @Override
        public long force() throws IOException {
            return piece.force();
        }

        @Override
        public void cut(long size) throws IOException {
            piece.cut(size);
        }

        @Override
        public void complete(BlobKey key) throws IOException {
            piece.complete(key);
        }

        @Override
        public void close() throws IOException {
            piece.close();
        }
    }

    @Override
    public long put(BlobKey key, BlobWriter writer) throws IOException {
        return folder.put(key, writer);
    }

    @Override
    public SeekableByteChannel open(BlobKey key) throws IOException {
        return folder.open(key);
    }

    @Override
    public long size(BlobKey key) throws IOException {
        return folder.size(key);
    }

    @Override
    public boolean exists(BlobKey key) throws IOException {
        return folder.exists(key);
    }

    @Override
    public boolean delete(BlobKey key) throws IOException {
        return folder.delete(key);
    }

    @Override
    public int deleteAll(BlobKey prefix) throws IOException {
        return folder.deleteAll(prefix);
    }

    @Override
    public void check() throws IOException {
        folder.check();
    }
}
