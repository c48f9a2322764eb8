package io.batchline.gateway.client;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Programs of Node, run to their end.
final class Node {
    private static final int OLDEST = 18;

    private Node() {}

    record Run(int status, String said) {}

    /// Skips the test where there is no Node that is new enough.
    static void require() throws IOException, InterruptedException {
        String version = version();
        assumeTrue(!version.isEmpty(), "there is no node here");
        int major = Integer.parseInt(version.replaceFirst("^v(\\d+).*", "$1"));
        assumeTrue(major >= OLDEST, "node is " + version + ", and the client needs " + OLDEST);
    }

    private static String version() throws InterruptedException {
        try {
            return run(Path.of("."), List.of("node", "--version")).said().strip();
        } catch (IOException _) {
            return "";
        }
    }

    /// @throws IOException where there is no such program
    static Run run(Path folder, List<String> command) throws IOException, InterruptedException {
        Path output = Path.of("target", "node.txt").toAbsolutePath();
        Files.createDirectories(output.getParent());
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        return new Run(process.waitFor(), Files.readString(output, StandardCharsets.UTF_8));
    }
}
