package io.batchline.blob;

import io.batchline.contract.id.BlobKey;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file that is appended to, locked as long as it is open.
final class ResumableFile implements ResumableBlob {
    private final Path file;
    private final FileChannel channel;
    private final OutputStream out;
    private final ResumableFiles.Placing placing;
    private final Runnable onClosed;
    private volatile long size;

    /// @param size bytes that stay; what lies behind them goes
    ResumableFile(
            Path file,
            FileChannel channel,
            long size,
            ResumableFiles.Placing placing,
            Runnable onClosed)
            throws IOException {
        this.file = file;
        this.channel = channel;
        this.placing = placing;
        this.onClosed = onClosed;
        this.out =
                new RoomCheckedStream(
                        Channels.newOutputStream(channel),
                        () -> Files.getFileStore(file).getUsableSpace());
        cut(size);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        out.write(bytes, from, count);
        size = channel.position();
    }

    @Override
    public long force() throws IOException {
        long written = size;
        channel.force(false);
        return written;
    }

    @Override
    public void cut(long atMost) throws IOException {
        channel.truncate(atMost);
        channel.position(atMost);
        size = atMost;
    }

    @Override
    public void complete(BlobKey key) throws IOException {
        channel.force(true);
        placing.place(file, key);
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            onClosed.run();
        }
    }
}
