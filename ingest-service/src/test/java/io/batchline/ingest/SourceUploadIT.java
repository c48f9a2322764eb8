package io.batchline.ingest;

import static io.batchline.ingest.RunningIngest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.batchline.contract.batch.BatchCommand;
import io.batchline.contract.progress.Progress;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SourceUploadIT extends OnRunningIngest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final long MIB = 1 << 20;

    @Test
    void two_hundred_mebibytes_pass_through_a_small_heap_and_tell_of_their_progress()
            throws Exception {
        String id = ingest.create(token, "auto");
        long size = 200 * MIB;

        HttpResponse<String> answer =
                ingest.upload(
                        id,
                        token,
                        BodyPublishers.fromPublisher(
                                BodyPublishers.ofInputStream(() -> new Zeros(size)), size));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(json(answer).get("status").asText()).isEqualTo("processing");
        assertThat(json(answer).get("source").get("size").asLong()).isEqualTo(size);
        assertThat(json(answer).get("source").get("file_name").asText()).isEqualTo("scans.zip");
        assertThat(ingest.storage().resolve("batches/" + id + "/source")).hasSize(size);
        // The whole JVM, with broker, database pool and client, has a heap smaller than the source.
        assertThat(Runtime.getRuntime().maxMemory()).isLessThan(size);
        List<Progress> progress = Published.progressUntil(id, 100);
        assertThat(progress.getFirst().progressPercentage()).isZero();
        assertThat(progress.getFirst().stageLabel()).isEqualTo("Uploading scans");
        assertThat(progress).hasSizeGreaterThanOrEqualTo(22);
        assertThat(progress.stream().map(Progress::progressPercentage)).isSorted();
        assertThat(progress.getLast().batchPercentage()).isEqualTo(2);
    }

    @Test
    void a_source_of_unknown_length_is_taken_too() throws Exception {
        String id = ingest.create(token, "auto");

        HttpResponse<String> answer =
                ingest.upload(id, token, BodyPublishers.ofInputStream(() -> new Zeros(20 * MIB)));

        assertThat(answer.statusCode()).isEqualTo(200);
        List<Progress> progress = Published.progressUntil(id, 100);
        assertThat(progress).hasSizeGreaterThanOrEqualTo(4);
        assertThat(progress.get(1).message()).startsWith("Uploaded ");
    }

    @Test
    void a_client_that_vanishes_midway_leaves_the_batch_pending_and_nothing_stored()
            throws Exception {
        String id = ingest.create(token, "auto");

        try (Socket _ = half(id, 10 * MIB, 4 * MIB)) {
            await().atMost(SOON).until(() -> statusOf(id).equals("uploading"));
            assertThat(ingest.upload(id, token, BodyPublishers.ofString("second")).statusCode())
                    .isEqualTo(409);
        }

        await().atMost(SOON).until(() -> statusOf(id).equals("pending"));
        assertThat(filesOf(id)).isEmpty();
        assertThat(ingest.upload(id, token, BodyPublishers.ofString("whole")).statusCode())
                .isEqualTo(200);
        assertThat(Files.readString(ingest.storage().resolve("batches/" + id + "/source")))
                .isEqualTo("whole");
        assertThat(Published.commandsOf(id, 5).stream().map(Object::getClass))
                .containsExactly(
                        BatchCommand.Create.class,
                        BatchCommand.Uploading.class,
                        BatchCommand.UploadAborted.class,
                        BatchCommand.Uploading.class,
                        BatchCommand.Uploaded.class);
    }

    @Test
    void a_source_over_the_limit_is_refused_whether_its_length_is_said_or_not() throws Exception {
        String id = ingest.create(token, "auto");
        long over = RunningIngest.LARGEST_SOURCE + 1;

        HttpResponse<String> said =
                ingest.send(
                        ingest.request("/api/batches/" + id + "/source", token)
                                .expectContinue(true)
                                .PUT(
                                        BodyPublishers.fromPublisher(
                                                BodyPublishers.ofInputStream(() -> new Zeros(over)),
                                                over)));

        assertThat(said.statusCode()).isEqualTo(413);
        assertThat(unsaid(id, over)).contains(" 413 ");
        assertThat(filesOf(id)).isEmpty();
        assertThat(statusOf(id)).isEqualTo("pending");
    }

    @Test
    void an_upload_needs_a_token_an_own_batch_a_known_type_and_a_batch_that_has_not_started()
            throws Exception {
        String id = ingest.create(token, "auto");
        var body = BodyPublishers.ofString("zip");

        assertThat(ingest.upload(id, "wrong", body).statusCode()).isEqualTo(401);
        assertThat(ingest.upload("nobody-s", token, body).statusCode()).isEqualTo(404);
        assertThat(
                        ingest.send(
                                        ingest.request("/api/batches/" + id + "/source", token)
                                                .header("Content-Type", "text/html")
                                                .PUT(body))
                                .statusCode())
                .isEqualTo(415);
        String pdf = ingest.create(token, "auto");
        assertThat(
                        ingest.send(
                                        ingest.request("/api/batches/" + pdf + "/source", token)
                                                .header("Content-Type", "application/pdf")
                                                .PUT(body))
                                .statusCode())
                .isEqualTo(200);
        assertThat(ingest.upload(id, token, body).statusCode()).isEqualTo(200);
        HttpResponse<String> again = ingest.upload(id, token, body);
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("has started");
    }

    @Test
    void another_tenants_batch_looks_as_if_it_were_not_there() throws Exception {
        String id = ingest.create(token, "auto");
        ingest.sql("update batches set tenant = 'other' where batch_id = '" + id + "'");

        for (String path : List.of("/start", "/cancel")) {
            assertThat(ingest.post("/api/batches/" + id + path, token).statusCode()).isEqualTo(404);
        }
        assertThat(ingest.upload(id, token, BodyPublishers.ofString("zip")).statusCode())
                .isEqualTo(404);
    }

    @Test
    void an_upload_whose_process_died_is_noticed() throws Exception {
        String id = ingest.create(token, "auto");
        ingest.sql(
                """
                insert into uploads (upload_id, batch_id, tenant, resumable, state, file_name, writer,
                                     writer_seen_at, created_at, expires_at)
                select gen_random_uuid(), batch_id, tenant, false, 'open', 'x', gen_random_uuid(),
                       now() - interval '60 seconds', now(), now() + interval '1 day'
                  from batches where batch_id = '%1$s';
                update batches set requested_status = 'uploading',
                       upload_id = (select upload_id from uploads where batch_id = '%1$s')
                 where batch_id = '%1$s'
                """
                        .formatted(id));

        await().atMost(SOON).until(() -> statusOf(id).equals("pending"));
    }

    @Test
    void a_cancel_ends_a_running_upload() throws Exception {
        String id = ingest.create(token, "auto");

        try (Socket socket = half(id, 10 * MIB, 4 * MIB)) {
            await().atMost(SOON).until(() -> statusOf(id).equals("uploading"));
            assertThat(ingest.post("/api/batches/" + id + "/cancel", token).statusCode())
                    .isEqualTo(202);
            OutputStream out = socket.getOutputStream();
            await().atMost(SOON)
                    .ignoreExceptions()
                    .until(() -> {
                        out.write(1);
                        out.flush();
                        return socket.getInputStream().available() > 0;
                    });
            byte[] start = socket.getInputStream().readNBytes(12);
            assertThat(new String(start, StandardCharsets.US_ASCII)).endsWith("409");
        }
        assertThat(filesOf(id)).isEmpty();
    }

    /// A request that says `said` bytes and has sent `sent` of them.
    private Socket half(String id, long said, long sent) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), ingest.uri("/").getPort());
        OutputStream out = socket.getOutputStream();
        out.write(head(id, "Content-Length: " + said));
        new Zeros(sent).transferTo(out);
        out.flush();
        return socket;
    }

    /// Sends so many bytes in chunks and returns what the server said first.
    private String unsaid(String id, long bytes) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), ingest.uri("/").getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(head(id, "Transfer-Encoding: chunked"));
            byte[] chunk = new byte[1 << 20];
            try {
                for (long sent = 0; sent < bytes; sent += chunk.length) {
                    out.write("%x\r\n".formatted(chunk.length).getBytes(StandardCharsets.US_ASCII));
                    out.write(chunk);
                    out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                }
                out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            } catch (IOException closed) {
                // The server may close as soon as it has refused; what it said is still to be read.
                assertThat(closed).isNotNull();
            }
            return new String(socket.getInputStream().readNBytes(64), StandardCharsets.US_ASCII);
        }
    }

    private byte[] head(String id, String header) {
        return """
        PUT /api/batches/%s/source HTTP/1.1
        Host: 127.0.0.1
        Authorization: Bearer %s
        %s

        """
                .formatted(id, token, header)
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private String statusOf(String id) throws Exception {
        // A start before the upload is complete changes nothing and is answered with the reason.
        HttpResponse<String> answer = ingest.post("/api/batches/" + id + "/start", token);
        return answer.body().contains("still being uploaded")
                ? "uploading"
                : answer.body().contains("no source yet") ? "pending" : answer.body();
    }

    private List<Path> filesOf(String id) throws IOException {
        Path folder = ingest.storage().resolve("batches/" + id);
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
