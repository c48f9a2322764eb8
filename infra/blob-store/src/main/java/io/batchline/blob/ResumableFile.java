package io.batchline.blob;

import io.batchline.contract.id.BlobKey;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.function.Function;

/// A file that is appended to, locked as long as it is open.
final class ResumableFile implements ResumableBlob {
    private final Path file;
    private final FileChannel channel;
    private final OutputStream out;
    private final Folder folder;
    private final Runnable onClosed;
    private volatile long size;

    /// @param size bytes that stay; what lies behind them goes
    ResumableFile(Path file, FileChannel channel, long size, Folder folder, Runnable onClosed)
            throws IOException {
        this.file = file;
        this.channel = channel;
        this.folder = folder;
        this.onClosed = onClosed;
        this.out = new RoomCheckedStream(Channels.newOutputStream(channel), this::room);
        cut(size);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        out.write(bytes, from, count);
        size = channel.position();
    }

    /// From channel to channel of two files the system itself copies, or shares the blocks where
    /// its file system can.
    @Override
    public void append(UUID other, long from, long count) throws IOException {
        Path otherFile = folder.places().apply(other);
        try (FileChannel source = FileChannel.open(otherFile, StandardOpenOption.READ)) {
            for (long done = 0; done < count; ) {
                long moved = transfer(source, from + done, count - done);
                if (moved == 0) {
                    throw new IOException(
                            "the unfinished blob %s has %d bytes: %d were to be there"
                                    .formatted(other, source.size(), from + count));
                }
                done += moved;
            }
        } catch (NoSuchFileException e) {
            throw ResumableFiles.missing(other, e);
        }
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
        folder.placing().place(file, key);
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            onClosed.run();
        }
    }

    /// What a file must know of the folder it lies in.
    ///
    /// @param places of the others
    record Folder(Function<UUID, Path> places, ResumableFiles.Placing placing) {}

    private long transfer(FileChannel source, long from, long count) throws IOException {
        try {
            long moved = source.transferTo(from, count, channel);
            size = channel.position();
            return moved;
        } catch (IOException e) {
            long left = room();
            throw left < count ? new StorageFullException(left, e) : e;
        }
    }

    private long room() throws IOException {
        return Files.getFileStore(file).getUsableSpace();
    }
}
