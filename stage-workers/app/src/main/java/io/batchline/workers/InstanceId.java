package io.batchline.workers;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/// The name of whoever keeps its state in a folder: made once, and kept there, so that a restart on
/// the same state is known as the same.
final class InstanceId {
    private static final String FILE = "instance-id";

    private InstanceId() {}

    static String of(Path state) throws IOException {
        Path file = Files.createDirectories(state).resolve(FILE);
        try {
            Files.writeString(file, UUID.randomUUID().toString(), StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException _) {
            return Files.readString(file).strip();
        }
        return Files.readString(file).strip();
    }
}
