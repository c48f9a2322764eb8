package io.batchline.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.batchline.ingest.batch.UploadLimits;
import io.batchline.testkit.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The client that browsers' upload widgets (Uppy among them) and Node programs use, killed in the
/// middle and started again. Skipped where there is no Node, or its client can't be had.
class TusClientIT {
    private static final String CLIENT = "tus-js-client@4.3.1";
    private static final int MIB = 1 << 20;
    private static final int MEBIBYTES = Integer.getInteger("batchline.test.upload.mib", 256);
    private static final int CHUNK = 32 * MIB;
    private static final Duration LONG = Duration.ofMinutes(3);

    @TempDir private Path storage;
    @TempDir private Path work;

    @Test
    void the_common_client_uploads_is_killed_and_goes_on() throws Exception {
        killedInTheMiddle(1, "accepted " + (MEBIBYTES / 4 / 32 * (long) CHUNK));
    }

    /// As `parallelUploads: 4`. Each part has its first chunk when it is killed.
    @Test
    void it_uploads_four_parts_side_by_side_is_killed_and_goes_on() throws Exception {
        killedInTheMiddle(4, "accepted " + CHUNK);
    }

    private void killedInTheMiddle(int parts, String middle) throws Exception {
        Path client = client();
        Path file = work.resolve("scans.zip");
        String sum = generate(file);
        try (RunningIngest ingest =
                RunningIngest.start(
                        TestDatabase.fresh(),
                        storage,
                        UploadLimits.DEFAULTS.withLargest((long) MEBIBYTES * MIB))) {
            String token = ingest.token();
            String batch = ingest.create(token, "auto");
            List<String> command =
                    List.of(
                            "node",
                            client.resolve("upload.mjs").toString(),
                            ingest.uri("/api/uploads").toString(),
                            token,
                            batch,
                            file.toString(),
                            Integer.toString(CHUNK),
                            work.resolve("urls.json").toString(),
                            Integer.toString(parts));

            var first = new Node(command, client);
            first.awaitLines(middle, parts);
            first.kill();
            assertThat(first.lines).noneMatch(line -> line.startsWith("done"));

            var second = new Node(command, client);
            second.awaitLines("done", 1);
            assertThat(second.lines.getFirst()).startsWith("goes on with");
            assertThat(second.lines)
                    .as("what was there is not sent again")
                    .doesNotContain("accepted " + CHUNK);

            Path source = ingest.storage().resolve("batches/" + batch + "/source");
            assertThat(sum(source)).isEqualTo(sum);
        }
    }

    /// A folder with the script and the client, kept for the next run.
    private static Path client() throws IOException, InterruptedException {
        assumeTrue(runs(Path.of("."), "node", "--version"), "there is no node here");
        assumeTrue(runs(Path.of("."), "npm", "--version"), "there is no npm here");
        Path folder = Path.of("target", "tus-client").toAbsolutePath();
        Files.createDirectories(folder);
        if (!Files.isDirectory(folder.resolve("node_modules/tus-js-client"))) {
            assumeTrue(
                    runs(
                            folder,
                            "npm",
                            "install",
                            "--no-audit",
                            "--no-fund",
                            "--prefix",
                            ".",
                            CLIENT),
                    "npm can't install " + CLIENT);
        }
        try (InputStream script = TusClientIT.class.getResourceAsStream("/tus/upload.mjs")) {
            Files.write(folder.resolve("upload.mjs"), script.readAllBytes());
        }
        return folder;
    }

    private static boolean runs(Path folder, String... command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor(2, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (IOException _) {
            return false;
        }
    }

    private static String generate(Path file) throws Exception {
        var random = new Random(7);
        byte[] block = new byte[MIB];
        random.nextBytes(block);
        var digest = MessageDigest.getInstance("SHA-256");
        try (OutputStream out = new DigestOutputStream(Files.newOutputStream(file), digest)) {
            for (int i = 0; i < MEBIBYTES; i++) {
                block[i % MIB]++;
                out.write(block);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String sum(Path file) throws Exception {
        var digest = MessageDigest.getInstance("SHA-256");
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[MIB];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /// A run of the script.
    private static final class Node {
        private final Process process;
        private final List<String> lines = new CopyOnWriteArrayList<>();

        Node(List<String> command, Path folder) throws IOException {
            process =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .start();
            Thread.ofVirtual().start(this::read);
        }

        void awaitLines(String text, int count) {
            await().atMost(LONG)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> {
                        assertThat(lines).noneMatch(line -> line.startsWith("failed"));
                        return lines.stream().filter(line -> line.startsWith(text)).count()
                                >= count;
                    });
        }

        void kill() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }

        private void read() {
            try (BufferedReader output = process.inputReader()) {
                output.lines().forEach(lines::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
