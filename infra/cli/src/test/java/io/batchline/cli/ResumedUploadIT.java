package io.batchline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.batchline.cli.client.ApiClient;
import io.batchline.cli.upload.Standing;
import io.batchline.cli.upload.TusClient;
import io.batchline.contract.id.BatchId;
import io.batchline.testkit.Program;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class ResumedUploadIT extends OnServer {
    private static final int SIZE = 12 << 20;
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir private Path home;

    @Test
    void a_line_that_breaks_is_waited_for_and_nothing_is_lost() throws Exception {
        Path source = source();
        try (SlowLine line = new SlowLine(URI.create(address), 200 << 20, 5 << 20)) {
            Shell shell = through(line);

            assertThat(shell.run(command(source))).isZero();

            assertThat(line.breaks()).isPositive();
            assertThat(shell.err()).contains("the upload broke");
            arrived(only(shell.out()), source);
        }
    }

    @Test
    void who_was_killed_goes_on_when_the_same_is_typed_again() throws Exception {
        Path source = source();
        String batch;
        try (SlowLine line = new SlowLine(URI.create(address), 2 << 20, Long.MAX_VALUE)) {
            killedInTheMiddle(source, line);
            batch = kept().path("batch").asText();
            Shell shell = through(line);

            assertThat(shell.run(command(source))).isZero();

            assertThat(shell.err()).contains("going on with the interrupted upload of batch");
            assertThat(only(shell.out()).value()).isEqualTo(batch);
        }
        arrived(new BatchId(batch), source);
        try (Stream<Path> files = Files.list(state())) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void a_source_that_changed_meanwhile_begins_anew_and_says_so() throws Exception {
        Path source = source();
        try (SlowLine line = new SlowLine(URI.create(address), 2 << 20, Long.MAX_VALUE)) {
            killedInTheMiddle(source, line);
            String before = kept().path("batch").asText();
            Files.writeString(source, "another");
            Shell shell = through(line);

            assertThat(shell.run(command(source))).isZero();

            assertThat(shell.err()).contains("the source has changed").contains("beginning anew");
            assertThat(only(shell.out()).value()).isNotEqualTo(before);
            await().atMost(SOON)
                    .until(() ->
                            api.status(new BatchId(before))
                                    .path("status")
                                    .asText()
                                    .equals("cancelled"));
        }
    }

    @Test
    void a_file_that_changes_while_it_is_sent_is_no_batch() throws Exception {
        Path source = source();
        try (SlowLine line = new SlowLine(URI.create(address), 2 << 20, Long.MAX_VALUE)) {
            Shell shell = through(line);
            AtomicInteger code = new AtomicInteger();
            Thread call = Thread.ofVirtual().start(() -> code.set(shell.run(command(source))));
            await().atMost(SOON).until(this::isKept);
            String batch = kept().path("batch").asText();
            Files.writeString(source, "more", StandardOpenOption.APPEND);
            call.join();

            assertThat(code.get()).isEqualTo(1);
            assertThat(shell.err()).contains("was changed while it was sent", "is cancelled");
            await().atMost(SOON)
                    .until(() ->
                            api.status(new BatchId(batch))
                                    .path("status")
                                    .asText()
                                    .equals("cancelled"));
        }
    }

    /// When something of it has arrived.
    private void killedInTheMiddle(Path source, SlowLine line)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile(home, "submit-", ".txt");
        try (Program program =
                Program.start(
                        BatchlineMain.class,
                        List.of("-Duser.home=" + home),
                        List.of(command(source)),
                        Map.of(
                                "BATCHLINE_SERVER",
                                line.address(),
                                "BATCHLINE_ADMIN_PASSWORD",
                                PASSWORD),
                        output)) {
            TusClient tus = new TusClient(api);
            await().atMost(SOON)
                    .until(() ->
                            isKept()
                                    && tus.standing(kept().path("upload").asText())
                                            instanceof Standing.Open(long offset)
                                    && offset > 0);
            program.kill();
        }
    }

    private static String[] command(Path source) {
        return new String[] {
            "submit", source.toString(), "--workload", "rehearsal", "--start", "manual"
        };
    }

    private Shell through(SlowLine line) {
        return new Shell(
                home,
                Map.of("BATCHLINE_SERVER", line.address(), "BATCHLINE_ADMIN_PASSWORD", PASSWORD));
    }

    /// The same bytes, and all of them.
    private void arrived(BatchId batch, Path source) throws Exception {
        String sent = sha256(source);
        try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
            List<Path> stored =
                    files.filter(each -> each.toString().contains(batch.value()))
                            .filter(Files::isRegularFile)
                            .filter(each -> each.toFile().length() == SIZE)
                            .toList();
            assertThat(stored).hasSize(1);
            assertThat(sha256(stored.getFirst())).isEqualTo(sent);
        }
        api.send("start", "POST", ApiClient.path(batch, "/start"), null);
        await().atMost(SOON)
                .until(() -> api.status(batch).path("source").path("size").asInt() == SIZE);
    }

    private static String sha256(Path file) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        return HexFormat.of().formatHex(digest);
    }

    private Path source() throws IOException {
        byte[] bytes = new byte[SIZE];
        new Random(7).nextBytes(bytes);
        return Files.write(home.resolve("source.bin"), bytes);
    }

    private Path state() {
        return home.resolve(".local/state/batchline/uploads");
    }

    private boolean isKept() throws IOException {
        return Files.exists(state()) && !kept().path("upload").asText().isEmpty();
    }

    private JsonNode kept() throws IOException {
        try (Stream<Path> files = Files.list(state())) {
            Path file =
                    files.filter(each -> each.toString().endsWith(".json"))
                            .findFirst()
                            .orElse(null);
            return objects(file == null ? "{}" : Files.readString(file)).getFirst();
        }
    }
}
