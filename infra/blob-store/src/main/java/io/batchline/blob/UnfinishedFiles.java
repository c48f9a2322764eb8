package io.batchline.blob;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/// The folder of blobs that are being written, on the file system of their places, so that a rename
/// takes them there.
///
/// A killed process leaves its file behind. A writer that lives touches its own again and again, so
/// one that nobody has touched for long is removed.
final class UnfinishedFiles {
    private static final int BUFFER = 1 << 16;
    private static final Duration ABANDONED_AFTER = Duration.ofHours(1);

    private final Path folder;

    UnfinishedFiles(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /// A new empty file; what others abandoned is removed on the way.
    Path create() throws IOException {
        removeAbandoned();
        return Files.createFile(folder.resolve(UUID.randomUUID().toString()));
    }

    /// Writes all into the file and forces it to the disk; its size in bytes.
    static long write(Path file, BlobStore.BlobWriter writer) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            var checked =
                    new RoomCheckedStream(
                            Channels.newOutputStream(channel),
                            () -> Files.getFileStore(file).getUsableSpace());
            var out = new BufferedOutputStream(checked, BUFFER);
            writer.writeTo(out);
            out.flush();
            channel.force(true);
            return channel.size();
        }
    }

    private void removeAbandoned() throws IOException {
        Instant newEnough = Instant.now().minus(ABANDONED_AFTER);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (isOlder(file, newEnough)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    static boolean isOlder(Path file, Instant than) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(than);
        } catch (NoSuchFileException _) {
            // Finished, or removed by another, meanwhile.
            return false;
        }
    }
}
