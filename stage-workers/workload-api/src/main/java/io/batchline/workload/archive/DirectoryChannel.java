package io.batchline.workload.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/// A channel as a directory is read from: ahead in large pieces, since its many fields are asked
/// for one by one.
///
/// A failure of the channel below leaves as an [UncheckedIOException], so that it is told from the
/// library's own `IOException`, which means that the bytes are wrong.
final class DirectoryChannel implements SeekableByteChannel {
    private static final int PIECE = 1 << 18;

    private final SeekableByteChannel below;
    private final long size;
    private final ByteBuffer piece = ByteBuffer.allocate(PIECE);
    private long pieceStart;
    private long position;

    DirectoryChannel(SeekableByteChannel below) throws IOException {
        this.below = below;
        this.size = below.size();
        piece.limit(0);
    }

    @Override
    public int read(ByteBuffer into) {
        if (position >= size) {
            return into.hasRemaining() ? -1 : 0;
        }
        if (position < pieceStart || position >= pieceStart + piece.limit()) {
            fill();
        }
        int at = (int) (position - pieceStart);
        int count = Math.min(into.remaining(), piece.limit() - at);
        into.put(piece.slice(at, count));
        position += count;
        return count;
    }

    // Backwards searches go byte by byte from the end: the piece reaches to both sides.
    private void fill() {
        pieceStart = Math.max(0, Math.min(position - PIECE / 4, size - PIECE));
        piece.clear();
        try {
            below.position(pieceStart);
            while (piece.hasRemaining() && pieceStart + piece.position() < size) {
                if (below.read(piece) < 0) {
                    throw new IOException(
                            "the source ends at %d, it said it holds %d bytes"
                                    .formatted(pieceStart + piece.position(), size));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        piece.flip();
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long newPosition) throws IOException {
        if (newPosition < 0) {
            throw new IOException("position %d is negative".formatted(newPosition));
        }
        position = newPosition;
        return this;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int write(ByteBuffer from) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long newSize) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return below.isOpen();
    }

    /// Leaves the channel below open: it belongs to the caller.
    @Override
    public void close() {}
}
