package io.batchline.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.batchline.testkit.TestBroker;
import io.batchline.testkit.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The server is killed while it joins parts, or has no room for it.
class InterruptedJoinIT {
    private static final Pattern PORT = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)");
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final int PART = 10 << 20;
    private static final int SMALL = 1_000_000;

    @TempDir private Path storage;

    @Test
    void parts_become_the_source_byte_for_byte_after_kill_9_in_the_middle() throws Exception {
        TestDatabase database = TestDatabase.fresh();
        byte[] source = Tus.bytes(4 * PART, 9);
        try (RunningIngest other = RunningIngest.start(database, storage)) {
            String batch = other.create(other.token(), "auto");
            Tus there = Tus.of(other, other.token());
            String[] parts = parts(there, batch, source, PART);
            Path first = storage.resolve(".resumable").resolve(id(parts[0]));
            try (IngestProcess process =
                    IngestProcess.start(database, TestBroker.shared().connection(), storage)) {
                Tus dying = to(process, there.token());
                Thread.ofVirtual().start(() -> joinAndDie(dying, batch, parts));
                await().atMost(SOON)
                        .pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(2))
                        .until(() -> Files.size(first) > PART);
                process.kill();
            }
            assertThat(first).as("killed in the middle").exists();

            HttpResponse<String> again = there.join(batch, parts);

            assertThat(again.statusCode()).as(again.body()).isEqualTo(201);
            String made = again.headers().firstValue("Location").orElseThrow();
            await().atMost(SOON).until(() -> Tus.offset(there.head(made)) == source.length);
            assertThat(Files.readAllBytes(storage.resolve("batches/" + batch + "/source")))
                    .isEqualTo(source);
            assertThat(Published.commandsOf(batch, 3)).hasSize(3);
        }
    }

    @Test
    void a_full_disk_keeps_the_parts_until_there_is_room() throws Exception {
        var store = new FillingStore(storage);
        try (RunningIngest ingest = RunningIngest.start(TestDatabase.fresh(), storage, store)) {
            Tus tus = Tus.of(ingest, ingest.token());
            byte[] source = Tus.bytes(4 * SMALL, 1);
            String batch = ingest.create(tus.token(), "auto");
            String[] parts = parts(tus, batch, source, SMALL);

            store.leave(SMALL + SMALL / 2);
            HttpResponse<String> full = tus.join(batch, parts);
            assertThat(full.statusCode()).as(full.body()).isEqualTo(507);
            assertThat(tus.head(parts[3]).statusCode()).isEqualTo(200);

            store.leave(Long.MAX_VALUE);
            HttpResponse<String> again = tus.join(batch, parts);
            assertThat(again.statusCode()).isEqualTo(201);
            String made = again.headers().firstValue("Location").orElseThrow();
            await().atMost(SOON).until(() -> Tus.offset(tus.head(made)) == source.length);
            assertThat(Files.readAllBytes(storage.resolve("batches/" + batch + "/source")))
                    .isEqualTo(source);
        }
    }

    @Test
    void whoever_does_not_ask_again_has_the_source_too_when_there_is_room() throws Exception {
        var store = new FillingStore(storage);
        try (RunningIngest ingest = RunningIngest.start(TestDatabase.fresh(), storage, store)) {
            Tus tus = Tus.of(ingest, ingest.token());
            byte[] source = Tus.bytes(2 * SMALL, 1);
            String batch = ingest.create(tus.token(), "auto");
            String[] parts = parts(tus, batch, source, SMALL);
            store.leave(0);
            assertThat(tus.join(batch, parts).statusCode()).isEqualTo(507);

            store.leave(Long.MAX_VALUE);

            Path placed = storage.resolve("batches/" + batch + "/source");
            await().atMost(SOON).until(() -> Files.exists(placed));
            assertThat(Files.readAllBytes(placed)).isEqualTo(source);
        }
    }

    private static String[] parts(Tus tus, String batch, byte[] source, int size) throws Exception {
        var parts = new String[source.length / size];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = tus.part(batch, Arrays.copyOfRange(source, i * size, (i + 1) * size));
        }
        return parts;
    }

    private static void joinAndDie(Tus dying, String batch, String... parts) {
        try {
            dying.join(batch, parts);
        } catch (IOException | InterruptedException _) {
            // That is what the test is about.
        }
    }

    private static String id(String upload) {
        return upload.substring(upload.lastIndexOf('/') + 1);
    }

    private static Tus to(IngestProcess process, String token) {
        var port = PORT.matcher(process.awaitLine("listens on"));
        assertThat(port.find()).isTrue();
        return new Tus(
                URI.create("http://127.0.0.1:" + port.group(1)), token, HttpClient.newHttpClient());
    }
}
