package io.batchline.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/// The folder of this user into which the database's programs are unpacked, once for all data
/// folders. Held while a server starts, by one process at a time.
final class ServerBinaries implements AutoCloseable {
    /// The library's mark of a folder that is unpacked to its end.
    private static final String WHOLE = ".exists";

    /// A file lock is the whole process's: its threads take turns here.
    private static final ReentrantLock TURN = new ReentrantLock();

    private final Path folder;
    private final FileChannel lock;

    private ServerBinaries(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /// Waits for its turn, and removes what an interrupted start left half unpacked.
    static ServerBinaries hold() throws IOException, InterruptedException {
        Path folder = Path.of(System.getProperty("user.home"), ".cache", "batchline", "postgresql");
        TURN.lockInterruptibly();
        try {
            PrivateFolder.create(folder);
            FileChannel channel =
                    FileChannel.open(
                            folder.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            channel.lock();
            removeHalfUnpacked(folder);
            return new ServerBinaries(folder, channel);
        } catch (IOException | RuntimeException e) {
            TURN.unlock();
            throw e;
        }
    }

    private static void removeHalfUnpacked(Path folder) throws IOException {
        List<Path> halves;
        try (Stream<Path> found = Files.list(folder)) {
            halves =
                    found.filter(Files::isDirectory)
                            .filter(each -> !Files.exists(each.resolve(WHOLE)))
                            .toList();
        }
        for (Path half : halves) {
            FileUtils.deleteDirectory(half.toFile());
        }
    }

    Path folder() {
        return folder;
    }

    @Override
    public void close() throws IOException {
        try {
            lock.close();
        } finally {
            TURN.unlock();
        }
    }
}
