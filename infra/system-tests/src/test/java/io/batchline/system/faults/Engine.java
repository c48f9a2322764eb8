package io.batchline.system.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;

/// The Docker engine of this machine, and the images that the tests need.
final class Engine {
    static final String BROKER = "batchline/broker";
    static final String DATABASE = "batchline/database";
    static final String SERVICES = "batchline/services";

    private static final Path SCRIPT = Path.of("infra", "images", "build");

    private Engine() {}

    /// Builds the images from what is packaged, and tries one.
    ///
    /// @param log where what the script says goes
    /// @return why the tests can't be run here; empty when they can
    static Optional<String> prepare(Path log) throws IOException, InterruptedException {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            return Optional.of("no Docker engine answers here");
        }
        if (!succeeds(log, root().resolve(SCRIPT).toString(), "--packaged")) {
            return Optional.of("the images can't be built here: " + Files.readString(log));
        }
        // An engine may answer and still be forbidden to run anything.
        return succeeds(log, "docker", "run", "--rm", "--entrypoint", "true", SERVICES)
                ? Optional.empty()
                : Optional.of("no container can be run here: " + Files.readString(log));
    }

    private static boolean succeeds(Path log, String... command)
            throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        return process.waitFor() == 0;
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve(SCRIPT))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException(SCRIPT + " is in no folder above this one");
            }
        }
        return folder;
    }
}
