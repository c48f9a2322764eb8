package io.batchline.ingest;

import static io.batchline.ingest.Tus.offset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.batchline.testkit.TestBroker;
import io.batchline.testkit.TestDatabase;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The server is killed in the middle of a chunk, and another goes on.
class KilledUploadIT {
    private static final Pattern PORT = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)");
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int SIZE = 16 << 20;

    @TempDir private Path storage;

    @Test
    void an_upload_goes_on_byte_for_byte_after_kill_9_of_its_server() throws Exception {
        TestDatabase database = TestDatabase.fresh();
        byte[] source = Tus.bytes(SIZE, 9);
        String batch;
        String upload;
        String token;
        // A replica that is there all the time and shares nothing but database and storage.
        try (RunningIngest other = RunningIngest.start(database, storage)) {
            token = other.token();
            batch = other.create(token, "auto");
            Tus there = Tus.of(other, token);
            upload = there.begin(batch, SIZE);
            long known;
            try (IngestProcess process =
                            IngestProcess.start(
                                    database, TestBroker.shared().connection(), storage);
                    Socket client = to(process, token).half(upload, 0, SIZE, new byte[0])) {
                Thread.ofVirtual().start(() -> sendSlowly(client, source));
                await().atMost(SOON).until(() -> offset(there.head(upload)) > SIZE / 8);
                process.kill();
                known = offset(there.head(upload));
            }
            assertThat(known).isBetween((long) SIZE / 8, SIZE - 1L);

            await().atMost(SOON)
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> {
                        long from = offset(there.head(upload));
                        byte[] rest = Arrays.copyOfRange(source, (int) from, SIZE);
                        return there.patch(upload, from, rest).statusCode() == 204;
                    });

            assertThat(offset(there.head(upload))).isEqualTo(SIZE);
            assertThat(Files.readAllBytes(storage.resolve("batches/" + batch + "/source")))
                    .isEqualTo(source);
        }
    }

    private static Tus to(IngestProcess process, String token) {
        var port = PORT.matcher(process.awaitLine("listens on"));
        assertThat(port.find()).isTrue();
        return new Tus(
                URI.create("http://127.0.0.1:" + port.group(1)), token, HttpClient.newHttpClient());
    }

    /// Until the server is gone; all but the last bytes, so that it is in the middle whenever it is
    /// killed.
    private static void sendSlowly(Socket client, byte[] source) {
        try {
            OutputStream out = client.getOutputStream();
            for (int from = 0; from < source.length - (1 << 20); from += 1 << 16) {
                out.write(source, from, 1 << 16);
                out.flush();
            }
        } catch (IOException _) {
            // That is what the test is about.
        }
    }
}
