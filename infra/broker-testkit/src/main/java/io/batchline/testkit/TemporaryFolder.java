package io.batchline.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/// A folder that goes away when the JVM ends, after its user has stopped.
record TemporaryFolder(Path path) {

    static TemporaryFolder create(String prefix) throws IOException {
        return new TemporaryFolder(Files.createTempDirectory(prefix));
    }

    void atExit(AutoCloseable user) {
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform().name("remove " + path).unstarted(() -> remove(user)));
    }

    private void remove(AutoCloseable user) {
        try (user;
                Stream<Path> found = Files.walk(path)) {
            user.close();
            for (Path each : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (Exception e) {
            throw new IllegalStateException("%s can't be removed".formatted(path), e);
        }
    }
}
