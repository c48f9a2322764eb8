package io.batchline.ingest;

import static io.batchline.ingest.Tus.base64;
import static io.batchline.ingest.Tus.metadata;
import static io.batchline.ingest.Tus.offset;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.batchline.contract.batch.BatchCommand;
import io.batchline.contract.progress.Progress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What becomes of an upload in pieces, whatever happens on the way.
class ResumableUploadIT extends OnRunningIngest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private Tus tus;

    @BeforeAll
    void openTus() {
        tus = Tus.of(ingest, token);
    }

    @Test
    void four_chunks_become_the_source_tell_of_each_and_start_the_batch() throws Exception {
        String batch = ingest.create(tus.token(), "auto");
        byte[] source = Tus.bytes(4_000_000, 1);
        String upload = tus.begin(batch, source.length);

        for (int from = 0; from < source.length; from += 1_000_000) {
            HttpResponse<String> answer =
                    tus.patch(upload, from, Arrays.copyOfRange(source, from, from + 1_000_000));
            assertThat(answer.statusCode()).isEqualTo(204);
            assertThat(offset(answer)).isEqualTo(from + 1_000_000);
            assertThat(answer.headers().firstValue("Upload-Expires").isPresent())
                    .isEqualTo(from < 3_000_000);
        }

        assertThat(Files.readAllBytes(ingest.sourceOf(batch))).isEqualTo(source);
        assertThat(ingest.statusOf(batch, token)).isEqualTo("processing");
        assertThat(offset(tus.head(upload))).isEqualTo(source.length);
        List<Progress> progress = Published.progressUntil(batch, 100);
        assertThat(progress.stream().map(Progress::message))
                .containsSubsequence(
                        "Uploaded 0.0 MiB of 3.8 MiB",
                        "Chunk 1/4 uploaded (1.00 MB)",
                        "Chunk 2/4 uploaded (2.00 MB)",
                        "Chunk 3/4 uploaded (3.00 MB)",
                        "Chunk 4/4 uploaded (4.00 MB)");
        assertThat(progress.stream().map(Progress::progressPercentage)).isSorted().endsWith(100.0);
        assertThat(Published.commandsOf(batch, 3).stream().map(Object::getClass))
                .containsExactly(
                        BatchCommand.Create.class,
                        BatchCommand.Uploading.class,
                        BatchCommand.Uploaded.class);
    }

    @Test
    void the_first_chunk_may_come_with_the_creation_and_the_length_later() throws Exception {
        String batch = ingest.create(tus.token(), "manual");
        HttpResponse<String> created =
                tus.send(
                        "POST",
                        "/api/uploads",
                        BodyPublishers.ofString("first,"),
                        "Upload-Metadata",
                        metadata(batch),
                        "Upload-Defer-Length",
                        "1",
                        "Content-Type",
                        Tus.CHUNK);
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        assertThat(offset(created)).isEqualTo(6);
        String upload = created.headers().firstValue("Location").orElseThrow();
        HttpResponse<String> open = tus.head(upload);
        assertThat(open.headers().firstValue("Upload-Defer-Length")).hasValue("1");
        assertThat(open.headers().firstValue("Upload-Length")).isEmpty();
        assertThat(open.headers().firstValue("Upload-Metadata")).hasValue(metadata(batch));
        assertThat(open.headers().firstValue("Cache-Control")).hasValue("no-store");

        assertThat(
                        tus.patch(upload, 6, "second".getBytes(UTF_8), "Upload-Length", "12")
                                .statusCode())
                .isEqualTo(204);

        assertThat(Files.readString(ingest.sourceOf(batch))).isEqualTo("first,second");
        assertThat(ingest.statusOf(batch, token)).as("left pending").isEqualTo("pending");
        assertThat(ingest.post("/api/batches/" + batch + "/start", tus.token()).statusCode())
                .isEqualTo(202);
    }

    @Test
    void an_empty_source_is_complete_as_soon_as_it_is_created() throws Exception {
        String batch = ingest.create(tus.token(), "auto");

        HttpResponse<String> created =
                tus.create("Upload-Metadata", metadata(batch), "Upload-Length", "0");

        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(ingest.sourceOf(batch)).isEmptyFile();
    }

    @Test
    void a_client_that_vanishes_goes_on_where_its_bytes_end() throws Exception {
        String batch = ingest.create(tus.token(), "auto");
        byte[] source = Tus.bytes(6_000_000, 2);
        String upload = tus.begin(batch, source.length);
        try (Socket _ = tus.half(upload, 0, source.length, Arrays.copyOf(source, 4_000_000))) {
            await().atMost(SOON).until(() -> offset(tus.head(upload)) > 0);
        }

        await().atMost(SOON).until(() -> offset(tus.head(upload)) == 4_000_000);
        await().atMost(SOON)
                .until(() ->
                        tus.patch(
                                                upload,
                                                4_000_000,
                                                Arrays.copyOfRange(source, 4_000_000, 6_000_000))
                                        .statusCode()
                                == 204);

        assertThat(Files.readAllBytes(ingest.sourceOf(batch))).isEqualTo(source);
        assertThat(Published.progressUntil(batch, 100).stream().map(Progress::message))
                .contains("Upload interrupted at 4.00 MB");
    }

    @Test
    void one_request_writes_at_a_time_and_one_that_stands_still_is_replaced() throws Exception {
        String batch = ingest.create(tus.token(), "auto");
        byte[] source = Tus.bytes(3_000_000, 3);
        String upload = tus.begin(batch, source.length);
        try (Socket silent = tus.half(upload, 0, source.length, Arrays.copyOf(source, 1_000_000))) {
            await().atMost(SOON).until(() -> offset(tus.head(upload)) == 1_000_000);
            byte[] rest = Arrays.copyOfRange(source, 1_000_000, source.length);

            HttpResponse<String> busy = tus.patch(upload, 1_000_000, rest);
            assertThat(busy.statusCode()).as(busy.body()).isEqualTo(423);
            assertThat(busy.headers().firstValue("Retry-After")).isPresent();
            await().atMost(SOON)
                    .pollInterval(Duration.ofMillis(300))
                    .until(() -> tus.patch(upload, 1_000_000, rest).statusCode() == 204);

            silent.setSoTimeout(10_000);
            assertThat(silent.getInputStream().read()).as("cut off").isEqualTo(-1);
        }
        assertThat(Files.readAllBytes(ingest.sourceOf(batch))).isEqualTo(source);
    }

    @Test
    void a_chunk_that_is_not_what_its_checksum_says_leaves_no_trace() throws Exception {
        String batch = ingest.create(tus.token(), "auto");
        byte[] source = Tus.bytes(3000, 4);
        String upload = tus.begin(batch, source.length);
        int offset = 0;
        for (var algorithm : List.of("sha1 SHA-1", "sha256 SHA-256", "md5 MD5")) {
            String[] names = algorithm.split(" ", 2);
            byte[] chunk = Arrays.copyOfRange(source, offset, offset + 1000);
            byte[] digest = java.security.MessageDigest.getInstance(names[1]).digest(chunk);
            String right = names[0] + " " + base64(digest);
            digest[0]++;
            String wrong = names[0] + " " + base64(digest);

            HttpResponse<String> refused =
                    tus.patch(upload, offset, chunk, "Upload-Checksum", wrong);
            assertThat(refused.statusCode()).isEqualTo(460);
            assertThat(offset(tus.head(upload))).isEqualTo(offset);
            assertThat(Files.size(ingest.unfinished(upload))).isEqualTo(offset);
            assertThat(tus.patch(upload, offset, chunk, "Upload-Checksum", right).statusCode())
                    .isEqualTo(204);
            offset += 1000;
        }
        assertThat(Files.readAllBytes(ingest.sourceOf(batch))).isEqualTo(source);
    }

    @Test
    void half_a_chunk_with_a_checksum_is_not_kept() throws Exception {
        String batch = ingest.create(tus.token(), "auto");
        String upload = tus.begin(batch, 1000);
        String sum = "sha1 " + base64(new byte[20]);
        tus.half(upload, 0, 1000, new byte[500], "Upload-Checksum", sum).close();

        await().atMost(SOON).until(() -> tus.patch(upload, 0, new byte[1000]).statusCode() == 204);
    }

    @Test
    void what_is_ended_by_its_client_is_gone_and_the_batch_pending_again() throws Exception {
        String batch = ingest.create(tus.token(), "auto");
        String upload = tus.begin(batch, 10);
        assertThat(tus.patch(upload, 0, new byte[5]).statusCode()).isEqualTo(204);
        assertThat(ingest.statusOf(batch, token)).isEqualTo("uploading");

        assertThat(tus.delete(upload).statusCode()).isEqualTo(204);

        isGone(upload, batch);
    }

    @Test
    void what_nobody_finishes_expires() throws Exception {
        String batch = ingest.create(tus.token(), "auto");
        String upload = tus.begin(batch, 10);
        assertThat(tus.patch(upload, 0, new byte[5]).statusCode()).isEqualTo(204);

        ingest.sql(
                "update uploads set expires_at = now() - interval '1 second' where batch_id = '%s'"
                        .formatted(batch));

        await().atMost(SOON).until(() -> tus.head(upload).statusCode() == 410);
        isGone(upload, batch);
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(Published.progressUntil(batch, 0).getLast().message())
                                .startsWith("Upload expired after"));
    }

    @Test
    void a_new_upload_of_the_same_batch_replaces_one_that_nobody_writes() throws Exception {
        String batch = ingest.create(tus.token(), "auto");
        String first = tus.begin(batch, 10);
        String second = tus.begin(batch, 4);

        assertThat(tus.head(first).statusCode()).isEqualTo(410);
        assertThat(tus.patch(second, 0, "zip!".getBytes(UTF_8)).statusCode()).isEqualTo(204);
        assertThat(Files.readString(ingest.sourceOf(batch))).isEqualTo("zip!");
    }

    @Test
    void a_cancel_ends_the_upload() throws Exception {
        String batch = ingest.create(tus.token(), "auto");
        String upload = tus.begin(batch, 10);

        ingest.post("/api/batches/" + batch + "/cancel", tus.token());

        assertThat(tus.head(upload).statusCode()).isEqualTo(410);
        assertThat(tus.patch(upload, 0, new byte[10]).statusCode()).isEqualTo(410);
        await().atMost(SOON).until(() -> !Files.exists(ingest.unfinished(upload)));
    }

    @Test
    void an_upload_that_was_whole_when_its_server_died_becomes_the_source() throws Exception {
        String batch = ingest.create(tus.token(), "auto");
        String upload = tus.begin(batch, 10);
        tus.patch(upload, 0, "01234".getBytes(UTF_8));

        // As if the process had been killed between noting the last byte and completing.
        Files.writeString(ingest.unfinished(upload), "56789", StandardOpenOption.APPEND);
        ingest.sql(
                """
                update uploads set received = 10, created_at = now() - interval '1 minute'
                 where batch_id = '%s'
                """
                        .formatted(batch));

        await().atMost(SOON).until(() -> ingest.statusOf(batch, token).equals("processing"));
        assertThat(Files.readString(ingest.sourceOf(batch))).isEqualTo("0123456789");
    }

    private void isGone(String upload, String batch) throws Exception {
        assertThat(tus.head(upload).statusCode()).isEqualTo(410);
        assertThat(tus.patch(upload, 5, new byte[5]).statusCode()).isEqualTo(410);
        assertThat(tus.delete(upload).statusCode()).isEqualTo(410);
        assertThat(ingest.statusOf(batch, token)).isEqualTo("pending");
        await().atMost(SOON).until(() -> !Files.exists(ingest.unfinished(upload)));
    }
}
