package io.batchline.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.ingest.batch.UploadLimits;
import io.batchline.testkit.TestDatabase;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Clients that want to wear the server out.
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class SlowClientsIT {
    private static final int UNFINISHED_HEADERS = 900;
    private static final int UNFINISHED_BODIES = 100;
    private static final int MIB = 1 << 20;

    @TempDir private Path storage;

    @Test
    void a_thousand_slow_connections_do_not_stop_a_healthy_client() throws Exception {
        try (RunningIngest ingest =
                        RunningIngest.start(
                                TestDatabase.fresh(),
                                storage,
                                UploadLimits.DEFAULTS.withUnfinishedPerTenant(
                                        2 * UNFINISHED_BODIES));
                var drip = new Drip()) {
            Tus tus = Tus.of(ingest, ingest.token());
            for (int i = 0; i < UNFINISHED_BODIES; i++) {
                String upload = tus.begin(ingest.create(tus.token(), "auto"), MIB);
                drip.add(tus.half(upload, 0, MIB, new byte[1]), "x");
            }
            int port = ingest.uri("/").getPort();
            for (int i = 0; i < UNFINISHED_HEADERS; i++) {
                var socket = new Socket(InetAddress.getLoopbackAddress(), port);
                socket.getOutputStream()
                        .write(
                                "GET /health/live HTTP/1.1\r\nX-Slow: "
                                        .getBytes(StandardCharsets.US_ASCII));
                drip.add(socket, "y");
            }
            drip.round();

            long started = System.nanoTime();
            String token = ingest.token();
            String batch = ingest.create(token, "auto");
            byte[] source = Tus.bytes(20 * MIB, 5);
            assertThat(ingest.upload(batch, token, BodyPublishers.ofByteArray(source)).statusCode())
                    .isEqualTo(200);
            Tus other = Tus.of(ingest, token);
            String upload = other.begin(ingest.create(token, "auto"), source.length);
            assertThat(other.patch(upload, 0, source).statusCode()).isEqualTo(204);
            assertThat(Duration.ofNanos(System.nanoTime() - started))
                    .isLessThan(Duration.ofSeconds(20));

            assertThat(drip.round()).as("nobody of them had to be thrown out").isEqualTo(1000);
        }
    }

    @Test
    void a_body_without_end_is_cut_off_at_the_limit() throws Exception {
        try (RunningIngest ingest = RunningIngest.start(TestDatabase.fresh(), storage);
                var socket =
                        new Socket(InetAddress.getLoopbackAddress(), ingest.uri("/").getPort())) {
            socket.setSoTimeout(20_000);
            var answered = new CountDownLatch(1);
            OutputStream out = socket.getOutputStream();
            out.write(
                    """
                    POST /api/batches HTTP/1.1
                    Host: 127.0.0.1
                    Authorization: Bearer %s
                    Content-Type: application/json
                    Transfer-Encoding: chunked

                    """
                            .formatted(ingest.token())
                            .replace("\n", "\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            var sent = new long[1];
            Thread sender = Thread.ofVirtual().start(() -> sent[0] = sendWithoutEnd(out, answered));

            byte[] start = socket.getInputStream().readNBytes(12);
            answered.countDown();
            sender.join();

            assertThat(new String(start, StandardCharsets.US_ASCII)).endsWith("413");
            assertThat(sent[0]).as("bytes, of which most lay in buffers").isLessThan(64L * MIB);
        }
    }

    private static long sendWithoutEnd(OutputStream out, CountDownLatch answered) {
        byte[] chunk =
                "10000\r\n%s\r\n"
                        .formatted(" ".repeat(0x10000))
                        .getBytes(StandardCharsets.US_ASCII);
        long sent = 0;
        try {
            while (answered.getCount() > 0) {
                out.write(chunk);
                sent += chunk.length;
            }
        } catch (IOException _) {
            // The server has closed: so it is cut off.
        }
        return sent;
    }

    /// Connections that get a byte now and then.
    private static final class Drip implements AutoCloseable {
        private final List<Socket> sockets = new ArrayList<>();
        private final List<byte[]> bytes = new ArrayList<>();

        void add(Socket socket, String drop) {
            sockets.add(socket);
            bytes.add(drop.getBytes(StandardCharsets.US_ASCII));
        }

        /// A byte for each; how many took it.
        int round() {
            int taken = 0;
            for (int i = 0; i < sockets.size(); i++) {
                try {
                    sockets.get(i).getOutputStream().write(bytes.get(i));
                    taken++;
                } catch (IOException _) {
                    // This one was closed: it is not counted.
                }
            }
            return taken;
        }

        @Override
        public void close() throws IOException {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }
}
