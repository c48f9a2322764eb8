package io.batchline.blob;

import io.batchline.contract.id.BlobKey;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/// Blobs as files below one folder, each where its key says. Several processes may share the
/// folder.
///
/// A blob is written beside its place under a name that no key can have (it starts with a dot),
/// forced to the disk, then renamed.
public final class FolderBlobStore implements BlobStore {
    private static final int BUFFER = 1 << 16;

    private final Path folder;

    /// Creates the folder when it is missing.
    public FolderBlobStore(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder.toAbsolutePath().normalize());
    }

    @Override
    public long put(BlobKey key, BlobWriter writer) throws IOException {
        Path place = place(key);
        Path folderOfPlace = parent(place);
        Path unfinished = createBeside(folderOfPlace);
        try {
            long size = write(unfinished, writer);
            Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE);
            force(folderOfPlace);
            return size;
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    @Override
    public SeekableByteChannel open(BlobKey key) throws IOException {
        try {
            return Files.newByteChannel(place(key), StandardOpenOption.READ);
        } catch (NoSuchFileException e) {
            throw missing(key, e);
        }
    }

    @Override
    public long size(BlobKey key) throws IOException {
        try {
            return Files.size(place(key));
        } catch (NoSuchFileException e) {
            throw missing(key, e);
        }
    }

    @Override
    public boolean exists(BlobKey key) {
        return Files.isRegularFile(place(key));
    }

    @Override
    public boolean delete(BlobKey key) throws IOException {
        Path place = place(key);
        return Files.isRegularFile(place) && Files.deleteIfExists(place);
    }

    @Override
    public int deleteAll(BlobKey prefix) throws IOException {
        Path top = place(prefix);
        if (!Files.exists(top)) {
            return 0;
        }
        int deleted = 0;
        for (Path path : deepestFirst(top)) {
            boolean blob = Files.isRegularFile(path) && !isUnfinished(path);
            if (remove(path) && blob) {
                deleted++;
            }
        }
        return deleted;
    }

    @Override
    public void check() throws IOException {
        Files.deleteIfExists(createBeside(folder));
    }

    private static long write(Path file, BlobWriter writer) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            var out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
            writer.writeTo(out);
            out.flush();
            channel.force(true);
            return channel.size();
        }
    }

    /// Tries again when a concurrent `deleteAll` takes the folder away in between.
    private static Path createBeside(Path folder) throws IOException {
        while (true) {
            Files.createDirectories(folder);
            try {
                return Files.createFile(folder.resolve(".unfinished-" + UUID.randomUUID()));
            } catch (NoSuchFileException _) {
                Thread.onSpinWait();
            }
        }
    }

    /// The rename itself must survive a power cut, not only the bytes.
    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static boolean remove(Path path) throws IOException {
        try {
            return Files.deleteIfExists(path);
        } catch (DirectoryNotEmptyException _) {
            // Someone has put a blob there meanwhile; the promise allows it to stay.
            return false;
        }
    }

    private static List<Path> deepestFirst(Path top) throws IOException {
        try (Stream<Path> paths = Files.walk(top)) {
            return paths.toList().reversed();
        }
    }

    private static boolean isUnfinished(Path path) {
        return path.getFileName().toString().startsWith(".");
    }

    /// Inside the folder always: a key has no segment that starts with a dot.
    private Path place(BlobKey key) {
        return folder.resolve(key.value());
    }

    private Path parent(Path place) {
        Path parent = place.getParent();
        return parent == null ? folder : parent;
    }

    private static NoSuchFileException missing(BlobKey key, NoSuchFileException cause) {
        var missing = new NoSuchFileException(key.value(), null, "there is no such blob");
        missing.initCause(cause);
        return missing;
    }
}
