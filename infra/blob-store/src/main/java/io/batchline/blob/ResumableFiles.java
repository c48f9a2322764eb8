package io.batchline.blob;

import io.batchline.contract.id.BlobKey;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Resumable blobs as files of one folder, on the file system of their later places.
///
/// Its writer holds a lock of the operating system on the file, which ends with the process. The
/// system gives such a lock back as soon as the process closes the file anywhere, so within this
/// process a set keeps others from opening it at all.
final class ResumableFiles implements ResumableBlobs {
    private final Path folder;
    private final Placing placing;
    private final Set<UUID> open = ConcurrentHashMap.newKeySet();

    ResumableFiles(Path folder, Placing placing) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.placing = placing;
    }

    @Override
    public void begin(UUID name) throws IOException {
        Files.createFile(place(name));
        FolderBlobStore.force(folder);
    }

    @Override
    public ResumableBlob open(UUID name, long offset) throws IOException {
        if (!open.add(name)) {
            throw new BlobInUseException(name);
        }
        boolean opened = false;
        try {
            ResumableBlob blob = openLocked(name, offset);
            opened = true;
            return blob;
        } finally {
            if (!opened) {
                open.remove(name);
            }
        }
    }

    @Override
    public boolean discard(UUID name) throws IOException {
        return Files.deleteIfExists(place(name));
    }

    @Override
    public int discardUntouchedSince(Instant time, Set<UUID> kept) throws IOException {
        Set<String> names = kept.stream().map(UUID::toString).collect(Collectors.toSet());
        int discarded = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (!names.contains(file.getFileName().toString())
                        && UnfinishedFiles.isOlder(file, time)
                        && Files.deleteIfExists(file)) {
                    discarded++;
                }
            }
        }
        return discarded;
    }

    @Override
    public long room() throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    /// Moves a forced file to the place of its key.
    @FunctionalInterface
    interface Placing {
        void place(Path file, BlobKey key) throws IOException;
    }

    private ResumableBlob openLocked(UUID name, long offset) throws IOException {
        Path file = place(name);
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.WRITE);
        } catch (NoSuchFileException e) {
            throw missing(name, e);
        }
        boolean opened = false;
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw new BlobInUseException(name);
            }
            // Whoever had the lock before may have completed or discarded it since it was opened.
            if (!Files.exists(file)) {
                throw missing(name, null);
            }
            requireBytes(name, channel.size(), offset);
            var blob =
                    new ResumableFile(
                            file,
                            channel,
                            offset,
                            new ResumableFile.Folder(this::place, placing),
                            () -> open.remove(name));
            opened = true;
            return blob;
        } finally {
            if (!opened) {
                channel.close();
            }
        }
    }

    private static void requireBytes(UUID name, long has, long offset) throws IOException {
        if (has < offset) {
            throw new IOException(
                    "the unfinished blob %s has %d bytes: it can't go on at %d"
                            .formatted(name, has, offset));
        }
    }

    static NoSuchFileException missing(UUID name, @Nullable NoSuchFileException cause) {
        var missing =
                new NoSuchFileException(name.toString(), null, "there is no such unfinished blob");
        if (cause != null) {
            missing.initCause(cause);
        }
        return missing;
    }

    private Path place(UUID name) {
        return folder.resolve(name.toString());
    }
}
