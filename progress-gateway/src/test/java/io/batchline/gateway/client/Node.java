package io.batchline.gateway.client;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Programs of Node, run to their end, and what npm has for them.
public final class Node {
    private static final int OLDEST = 18;

    private Node() {}

    /// How a program ended.
    record Run(int status, String said) {}

    /// Skips the test where there is no Node that is new enough for the client.
    static void require() throws IOException, InterruptedException {
        require(OLDEST);
    }

    /// Skips the test where there is no Node of that version or a newer one.
    public static void require(int oldest) throws IOException, InterruptedException {
        String version = version();
        assumeTrue(!version.isEmpty(), "there is no node here");
        int major = Integer.parseInt(version.replaceFirst("^v(\\d+).*", "$1"));
        assumeTrue(major >= oldest, "node is " + version + ", and this needs " + oldest);
    }

    /// A folder of that name with these packages, kept for the next run. Skips the test where npm
    /// can't have them.
    ///
    /// @param packages each with its version, as `typescript@5.9.3`
    public static Path installed(String name, String... packages)
            throws IOException, InterruptedException {
        Path folder = Path.of("target", name).toAbsolutePath();
        Files.createDirectories(folder);
        boolean isThere =
                Arrays.stream(packages)
                        .map(each -> each.substring(0, each.lastIndexOf('@')))
                        .allMatch(each ->
                                Files.isDirectory(folder.resolve("node_modules").resolve(each)));
        if (!isThere) {
            List<String> command =
                    new ArrayList<>(
                            List.of("npm", "install", "--no-audit", "--no-fund", "--prefix", "."));
            command.addAll(List.of(packages));
            assumeTrue(
                    run(folder, command).status() == 0,
                    "npm can't install " + String.join(", ", packages));
        }
        return folder;
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
