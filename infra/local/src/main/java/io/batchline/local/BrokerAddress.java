package io.batchline.local;

import io.batchline.kafka.KafkaConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// The file of a data folder that says where the running broker is, since its port is another one
/// at each start. It is there while local mode runs, and after a hard kill until the next start.
public final class BrokerAddress implements AutoCloseable {
    private static final String FILE = "broker-address";

    private final Path file;

    private BrokerAddress(Path file) {
        this.file = file;
    }

    /// Removes what a process that was killed has left. To be called by the folder's owner.
    static void forget(Path dataFolder) throws IOException {
        Files.deleteIfExists(dataFolder.resolve(FILE));
    }

    /// Writes the file; closing removes it.
    static BrokerAddress write(Path dataFolder, KafkaConnection broker) throws IOException {
        Path file = dataFolder.resolve(FILE);
        Path half = dataFolder.resolve(FILE + ".new");
        Files.writeString(half, broker.bootstrapServers() + "\n");
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
        return new BrokerAddress(file);
    }

    /// Where the broker of the local mode with this data folder is.
    ///
    /// @throws IOException when none runs there
    public static KafkaConnection read(Path dataFolder) throws IOException {
        Path file = dataFolder.resolve(FILE).toAbsolutePath();
        try {
            return KafkaConnection.plain(Files.readString(file).strip());
        } catch (NoSuchFileException e) {
            throw new IOException(
                    "no Batchline runs with its data in %s: there is no %s"
                            .formatted(dataFolder.toAbsolutePath(), file.getFileName()),
                    e);
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
