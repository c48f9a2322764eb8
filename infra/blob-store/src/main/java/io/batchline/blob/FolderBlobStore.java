package io.batchline.blob;

import io.batchline.contract.id.BlobKey;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.List;

/// Blobs as files below one folder, each where its key says. Several processes may share the
/// folder.
///
/// A blob is written in a subfolder that no key can name (it starts with a dot), forced to the
/// disk, then renamed; one that comes in pieces in another, where it may stay for days.
public final class FolderBlobStore implements BlobStore {
    private final Path folder;
    private final UnfinishedFiles unfinished;
    private final ResumableFiles resumable;

    /// Creates the folder when it is missing.
    public FolderBlobStore(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder.toAbsolutePath().normalize());
        this.unfinished = new UnfinishedFiles(this.folder.resolve(".unfinished"));
        this.resumable =
                new ResumableFiles(
                        this.folder.resolve(".resumable"), (file, key) -> moveTo(place(key), file));
    }

    @Override
    public ResumableBlobs resumable() {
        return resumable;
    }

    @Override
    public long put(BlobKey key, BlobWriter writer) throws IOException {
        Path file = unfinished.create();
        try {
            long size = UnfinishedFiles.write(file, writer);
            moveTo(place(key), file);
            return size;
        } finally {
            Files.deleteIfExists(file);
        }
    }

    @Override
    public SeekableByteChannel open(BlobKey key) throws IOException {
        return Files.newByteChannel(existing(key), StandardOpenOption.READ);
    }

    @Override
    public long size(BlobKey key) throws IOException {
        return Files.size(existing(key));
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
            boolean blob = Files.isRegularFile(path);
            if (remove(path) && blob) {
                deleted++;
            }
        }
        return deleted;
    }

    @Override
    public void check() throws IOException {
        Files.deleteIfExists(unfinished.create());
    }

    /// Tries again as often as a concurrent `deleteAll` takes a folder on the way away in between.
    private void moveTo(Path place, Path file) throws IOException {
        Path folderOfPlace = parent(place);
        boolean moved = false;
        while (!moved) {
            try {
                Files.createDirectories(folderOfPlace);
                Files.move(file, place, StandardCopyOption.ATOMIC_MOVE);
                moved = true;
                force(folderOfPlace);
            } catch (NoSuchFileException e) {
                if (!moved && !Files.exists(file)) {
                    throw e;
                }
            } catch (FileAlreadyExistsException e) {
                // Said, too, of a folder that was there and went before the JDK looked again.
                if (Files.isRegularFile(Path.of(e.getFile()))) {
                    throw e;
                }
            }
        }
    }

    /// The rename itself must survive a power cut, not only the bytes.
    static void force(Path folder) throws IOException {
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

    /// What is there now; others may add and remove meanwhile.
    private static List<Path> deepestFirst(Path top) throws IOException {
        var found = new ArrayDeque<Path>();
        Files.walkFileTree(
                top,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path folder, BasicFileAttributes attributes) {
                        found.push(folder);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        found.push(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException failure)
                            throws IOException {
                        if (failure instanceof NoSuchFileException) {
                            return FileVisitResult.CONTINUE;
                        }
                        throw failure;
                    }
                });
        return List.copyOf(found);
    }

    /// Inside the folder always: a key has no segment that starts with a dot.
    private Path place(BlobKey key) {
        return folder.resolve(key.value());
    }

    private Path parent(Path place) {
        Path parent = place.getParent();
        return parent == null ? folder : parent;
    }

    private Path existing(BlobKey key) throws NoSuchFileException {
        Path place = place(key);
        if (!Files.isRegularFile(place)) {
            throw new NoSuchFileException(key.value(), null, "there is no such blob");
        }
        return place;
    }
}
