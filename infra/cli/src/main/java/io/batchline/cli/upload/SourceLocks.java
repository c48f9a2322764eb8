package io.batchline.cli.upload;

import io.batchline.embedded.PrivateFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which sources are being sent at the moment, by whatever call of this user: a lock on one byte of
/// one file, at a place that is drawn from the source. The system frees it however the call ends,
/// and there is nothing to clear away. One channel for all: on POSIX a process loses all its locks
/// on a file when it closes any of them.
final class SourceLocks implements AutoCloseable {
    private final Path file;
    private @Nullable FileChannel channel;

    SourceLocks(Path file) {
        this.file = file;
    }

    /// @param name 8 bytes or more
    /// @return empty while another one has it
    synchronized Optional<Lock> tryLock(byte[] name) throws IOException {
        long place = ByteBuffer.wrap(name).getLong() >>> 2;
        try {
            return Optional.ofNullable(channel().tryLock(place, 1, false)).map(Lock::new);
        } catch (OverlappingFileLockException _) {
            return Optional.empty();
        }
    }

    private FileChannel channel() throws IOException {
        FileChannel open = channel;
        if (open == null) {
            PrivateFolder.create(file.toAbsolutePath().resolveSibling(""));
            open = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            channel = open;
        }
        return open;
    }

    @Override
    public synchronized void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }

    /// Held until it is closed.
    record Lock(FileLock held) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            if (held.isValid()) {
                held.release();
            }
        }
    }
}
