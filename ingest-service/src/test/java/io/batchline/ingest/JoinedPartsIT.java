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
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What becomes of parts, whatever happens on the way.
class JoinedPartsIT extends OnRunningIngest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int PART = 1_000_000;

    private Tus tus;

    @BeforeAll
    void openTus() {
        tus = Tus.of(ingest, token);
    }

    @Test
    void four_parts_side_by_side_become_the_source_and_tell_of_all_together() throws Exception {
        String batch = ingest.create(tus.token(), "auto");
        byte[] source = Tus.bytes(4 * PART, 1);
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            parts.add(partOf(batch, source.length, PART));
        }

        atOnce(
                parts.stream()
                        .<Callable<Integer>>map(part ->
                                () -> {
                                    int i = parts.indexOf(part);
                                    byte[] bytes =
                                            Arrays.copyOfRange(source, i * PART, (i + 1) * PART);
                                    return tus.patch(part, 0, bytes).statusCode();
                                })
                        .toList());
        HttpResponse<String> made = tus.join(batch, parts.toArray(String[]::new));

        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        assertThat(Files.readAllBytes(ingest.sourceOf(batch))).isEqualTo(source);
        assertThat(ingest.statusOf(batch, token)).isEqualTo("processing");
        List<Progress> progress = Published.progressUntil(batch, 100);
        assertThat(progress.stream().map(Progress::message))
                .startsWith("Uploaded 0.0 MiB of 3.8 MiB")
                .containsSubsequence(
                        "Chunk 4/4 uploaded (4.00 MB)",
                        "Joined 4.00 of 4.00 MB",
                        "Uploaded 3.8 MiB");
        assertThat(progress.stream().map(Progress::progressPercentage)).isSorted().endsWith(100.0);
        assertThat(progress.stream().map(Progress::elapsedSeconds)).isSorted();
        assertThat(Published.commandsOf(batch, 3).stream().map(Object::getClass))
                .containsExactly(
                        BatchCommand.Create.class,
                        BatchCommand.Uploading.class,
                        BatchCommand.Uploaded.class);
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(parts).noneMatch(part -> Files.exists(ingest.unfinished(part))));
    }

    @Test
    void the_same_source_asked_for_again_is_the_same_and_another_order_is_not() throws Exception {
        String batch = ingest.create(tus.token(), "auto");
        String first = tus.part(batch, "first,".getBytes(UTF_8));
        String second = tus.part(batch, "second".getBytes(UTF_8));

        String made = location(tus.join(batch, second, first));

        assertThat(Files.readString(ingest.sourceOf(batch))).isEqualTo("secondfirst,");
        HttpResponse<String> again = tus.join(batch, second, first);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(location(again)).isEqualTo(made);
        assertThat(tus.join(batch, first, second).statusCode()).isEqualTo(409);
        assertThat(Published.commandsOf(batch, 3)).hasSize(3);
    }

    @Test
    void asked_for_at_once_it_is_made_once() throws Exception {
        String batch = ingest.create(tus.token(), "auto");
        String[] parts = new String[3];
        for (int i = 0; i < 3; i++) {
            parts[i] = tus.part(batch, Tus.bytes(PART, i));
        }
        String[] other = {parts[2], parts[1], parts[0]};

        List<HttpResponse<String>> answers =
                atOnce(
                        List.of(
                                () -> tus.join(batch, parts),
                                () -> tus.join(batch, parts),
                                () -> tus.join(batch, parts)));

        assertThat(answers).allMatch(answer -> answer.statusCode() == 201);
        assertThat(answers.stream().map(JoinedPartsIT::location).distinct()).hasSize(1);
        await().atMost(SOON).until(() -> ingest.statusOf(batch, token).equals("processing"));
        assertThat(Files.size(ingest.sourceOf(batch))).isEqualTo(3L * PART);
        assertThat(tus.join(batch, other).statusCode()).isEqualTo(409);
        assertThat(Published.commandsOf(batch, 3)).hasSize(3);
    }

    @Test
    void parts_of_another_page_end_with_the_source_that_is_made() throws Exception {
        String batch = ingest.create(tus.token(), "auto");
        String mine = tus.part(batch, new byte[5]);
        String others = tus.part(batch, 5);

        assertThat(tus.join(batch, mine).statusCode()).isEqualTo(201);

        assertThat(tus.head(others).statusCode()).isEqualTo(410);
        await().atMost(SOON).until(() -> !Files.exists(ingest.unfinished(others)));
    }

    @Test
    void an_upload_by_itself_replaces_parts_that_nobody_writes() throws Exception {
        String batch = ingest.create(tus.token(), "auto");
        String part = tus.part(batch, 5_000_000);
        String whole = tus.part(batch, new byte[5]);
        try (Socket _ = tus.half(part, 0, 5_000_000, new byte[2_000_000])) {
            await().atMost(SOON).until(() -> offset(tus.head(part)) > 0);
            assertThat(begin(batch).statusCode()).as("a part is written").isEqualTo(423);
        }
        await().atMost(SOON).until(() -> begin(batch).statusCode() == 201);

        assertThat(tus.head(part).statusCode()).isEqualTo(410);
        assertThat(tus.head(whole).statusCode()).isEqualTo(410);
        assertThat(tus.join(batch, whole).statusCode()).isEqualTo(410);
    }

    @Test
    void the_last_part_that_is_ended_leaves_the_batch_pending() throws Exception {
        String batch = ingest.create(tus.token(), "auto");
        String first = tus.part(batch, new byte[5]);
        String second = tus.part(batch, 5);

        assertThat(tus.delete(first).statusCode()).isEqualTo(204);
        assertThat(ingest.statusOf(batch, token)).isEqualTo("uploading");
        assertThat(tus.delete(second).statusCode()).isEqualTo(204);

        assertThat(ingest.statusOf(batch, token)).isEqualTo("pending");
        await().atMost(SOON)
                .until(() ->
                        !Files.exists(ingest.unfinished(first))
                                && !Files.exists(ingest.unfinished(second)));
    }

    @Test
    void parts_live_as_long_as_one_of_them_moves_and_expire_together() throws Exception {
        String batch = ingest.create(tus.token(), "auto");
        String done = partOf(batch, 15, 5);
        tus.patch(done, 0, new byte[5]);
        String moving = partOf(batch, 15, 10);
        expire(done);
        String other = ingest.create(tus.token(), "auto");
        String alone = tus.part(other, 5);
        expire(alone);

        await().atMost(SOON).until(() -> tus.head(alone).statusCode() == 410);
        assertThat(tus.head(done).statusCode()).isEqualTo(200);
        assertThat(ingest.statusOf(other, token)).isEqualTo("pending");
        expire(moving);
        await().atMost(SOON)
                .until(() ->
                        tus.head(done).statusCode() == 410 && tus.head(moving).statusCode() == 410);

        assertThat(ingest.statusOf(batch, token)).isEqualTo("pending");
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(Published.progressUntil(batch, 33).getLast().message())
                                .isEqualTo("Upload expired after 0.00 MB"));
    }

    @Test
    void a_cancel_ends_the_parts() throws Exception {
        String batch = ingest.create(tus.token(), "auto");
        String part = tus.part(batch, new byte[5]);

        ingest.post("/api/batches/" + batch + "/cancel", tus.token());

        assertThat(tus.head(part).statusCode()).isEqualTo(410);
        assertThat(tus.join(batch, part).statusCode()).isEqualTo(410);
        await().atMost(SOON).until(() -> !Files.exists(ingest.unfinished(part)));
    }

    @Test
    void a_part_goes_on_where_it_was_and_may_be_empty() throws Exception {
        String batch = ingest.create(tus.token(), "manual");
        String empty = tus.part(batch, 0);
        String part = tus.part(batch, 10);
        tus.patch(part, 0, "01234".getBytes(UTF_8));
        assertThat(offset(tus.head(part))).isEqualTo(5);
        assertThat(tus.patch(part, 5, "56789".getBytes(UTF_8)).statusCode()).isEqualTo(204);
        assertThat(ingest.statusOf(batch, token)).as("waits for the others").isEqualTo("uploading");

        assertThat(tus.join(batch, empty, part).statusCode()).isEqualTo(201);

        assertThat(Files.readString(ingest.sourceOf(batch))).isEqualTo("0123456789");
        assertThat(ingest.statusOf(batch, token)).isEqualTo("pending");
    }

    private String partOf(String batch, long source, long length) throws Exception {
        return location(
                tus.create(
                        "Upload-Metadata",
                        "%s,source_length %s"
                                .formatted(
                                        metadata(batch),
                                        base64(Long.toString(source).getBytes(UTF_8))),
                        "Upload-Length",
                        Long.toString(length),
                        "Upload-Concat",
                        "partial"));
    }

    private HttpResponse<String> begin(String batch) throws Exception {
        return tus.create("Upload-Metadata", metadata(batch), "Upload-Length", "1");
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private void expire(String upload) throws Exception {
        ingest.sql(
                "update uploads set expires_at = now() - interval '1 second' where upload_id = '%s'"
                        .formatted(upload.substring(upload.lastIndexOf('/') + 1)));
    }

    private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
        var results = new ArrayList<T>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<T> each : executor.invokeAll(calls)) {
                results.add(each.get());
            }
        }
        return results;
    }
}
