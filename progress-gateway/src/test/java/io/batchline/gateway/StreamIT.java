package io.batchline.gateway;

import static io.batchline.contract.progress.ProgressStage.CANCELLED;
import static io.batchline.contract.progress.ProgressStage.COMPLETED;
import static io.batchline.contract.progress.ProgressStage.EXTRACTING;
import static io.batchline.contract.progress.ProgressStage.ORGANIZING;
import static io.batchline.contract.progress.ProgressStage.PROCESSING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.TenantId;
import io.batchline.contract.topic.Json;
import io.batchline.gateway.StreamReader.Event;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
final class StreamIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    private GatewayFixture gateway;

    @BeforeAll
    void start(@TempDir Path storage) throws Exception {
        gateway = GatewayFixture.start(storage, Duration.ofSeconds(1));
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    @Test
    void the_stream_begins_with_its_headers_and_the_time_to_the_next_try() throws Exception {
        BatchId batch = gateway.created("exam").batchId();

        try (StreamReader stream = gateway.stream(batch, "", "Accept-Encoding", "gzip")) {
            var head = stream.response();
            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("text/event-stream");
            assertThat(head.headers().firstValue("Cache-Control"))
                    .contains("no-cache, no-transform");
            assertThat(head.headers().firstValue("X-Accel-Buffering")).contains("no");
            assertThat(head.headers().firstValue("Content-Encoding")).isEmpty();
            assertThat(stream.line()).isEqualTo("retry: 2000");
        }
    }

    @Test
    void history_comes_first_then_what_is_new_until_the_end() throws Exception {
        BatchId batch = gateway.created("exam").batchId();
        gateway.progress(batch, EXTRACTING, 0);
        long second = gateway.progress(batch, EXTRACTING, 100);
        gatewayKnows(batch, second);

        try (StreamReader stream = gateway.stream(batch, "")) {
            List<Event> history = stream.next(2);
            assertThat(history).extracting(Event::name).containsOnly("progress");
            long third = gateway.progress(batch, ORGANIZING, 0);
            assertThat(stream.next(1).getFirst().position()).isEqualTo(third);
            long last = gateway.progress(batch, COMPLETED, 100);
            List<Event> rest = stream.rest();
            assertThat(rest).extracting(Event::name).containsExactly("complete");
            assertThat(rest).extracting(Event::position).containsExactly(last);
        }
    }

    @Test
    void the_data_has_every_field_also_those_of_sheets() throws Exception {
        BatchId batch = gateway.created("exam").batchId();
        gateway.progress(batch, PROCESSING, 40);

        try (StreamReader stream = gateway.stream(batch, "")) {
            JsonNode data = Json.mapper().readTree(stream.next(1).getFirst().data());
            assertThat(data.fieldNames())
                    .toIterable()
                    .containsExactly(
                            "batch_id",
                            "stage",
                            "stage_label",
                            "message",
                            "progress_percentage",
                            "batch_percentage",
                            "items_total",
                            "items_processed",
                            "items_failed",
                            "items_running",
                            "sheets_total",
                            "sheets_processed",
                            "elapsed_seconds",
                            "stage_elapsed_seconds",
                            "eta_seconds",
                            "throughput_per_second",
                            "stalled",
                            "waiting_reason",
                            "timestamp",
                            "id");
            assertThat(data.get("sheets_processed").asInt()).isEqualTo(40);
            assertThat(data.get("eta_seconds").isNull()).isTrue();
        }
    }

    @Test
    void a_broken_stream_goes_on_after_its_last_id_without_loss_or_double() throws Exception {
        BatchId batch = gateway.created("exam").batchId();
        List<Long> written = new ArrayList<>();
        for (int percent = 0; percent < 20; percent++) {
            written.add(gateway.progress(batch, PROCESSING, percent));
        }
        var seen = new ArrayList<Long>();
        try (StreamReader stream = gateway.stream(batch, "")) {
            stream.next(7).forEach(event -> seen.add(event.position()));
        }
        for (int percent = 20; percent < 30; percent++) {
            written.add(gateway.progress(batch, PROCESSING, percent));
        }

        try (StreamReader stream =
                gateway.stream(batch, "", "Last-Event-ID", seen.getLast().toString())) {
            stream.next(13).forEach(event -> seen.add(event.position()));
        }
        try (StreamReader stream = gateway.stream(batch, "?last_event_id=" + seen.getLast())) {
            written.add(gateway.progress(batch, COMPLETED, 100));
            stream.rest().forEach(event -> seen.add(event.position()));
        }

        assertThat(seen).isEqualTo(written);
    }

    @Test
    void a_reconnect_after_the_end_is_told_to_stop() throws Exception {
        BatchId batch = gateway.created("exam").batchId();
        gateway.progress(batch, PROCESSING, 10);
        long end = gateway.progress(batch, CANCELLED, 0);
        gatewayKnows(batch, end);

        try (StreamReader stream = gateway.stream(batch, "")) {
            assertThat(stream.rest()).extracting(Event::name).containsExactly("progress", "error");
        }
        try (StreamReader again = gateway.stream(batch, "", "Last-Event-ID", Long.toString(end))) {
            assertThat(again.response().statusCode()).isEqualTo(204);
        }
        try (StreamReader behind =
                gateway.stream(batch, "", "Last-Event-ID", Long.toString(end - 1))) {
            assertThat(behind.rest()).extracting(Event::position).containsExactly(end);
        }
    }

    @Test
    void the_latest_only_when_asked_for() throws Exception {
        BatchId batch = gateway.created("exam").batchId();
        IntStream.range(0, 5).forEach(percent -> gateway.progress(batch, PROCESSING, percent));
        long newest = gateway.progress(batch, PROCESSING, 50);
        gatewayKnows(batch, newest);

        try (StreamReader stream = gateway.stream(batch, "?history=latest")) {
            assertThat(stream.next(1).getFirst().position()).isEqualTo(newest);
        }
    }

    @Test
    void a_batch_just_created_has_a_stream_that_waits() throws Exception {
        BatchId batch = gateway.created("exam").batchId();

        try (StreamReader stream = gateway.stream(batch, "")) {
            assertThat(stream.response().statusCode()).isEqualTo(200);
            long first = gateway.progress(batch, EXTRACTING, 0);
            assertThat(stream.next(1).getFirst().position()).isEqualTo(first);
        }
    }

    @Test
    void a_comment_comes_while_nothing_happens() throws Exception {
        BatchId batch = gateway.created("exam").batchId();

        try (StreamReader stream = gateway.stream(batch, "")) {
            assertThat(stream.line()).startsWith("retry:");
            assertThat(stream.line()).isEmpty();
            assertThat(stream.line()).startsWith(":");
        }
    }

    @Test
    void bytes_that_nobody_can_read_are_passed_over() throws Exception {
        BatchId batch = gateway.created("exam").batchId();
        gateway.garbage(batch);
        long good = gateway.progress(batch, EXTRACTING, 10);

        try (StreamReader stream = gateway.stream(batch, "")) {
            assertThat(stream.next(1).getFirst().position()).isEqualTo(good);
        }
    }

    @Test
    void without_a_valid_token_it_is_401_and_nobody_elses_batch_is_there() throws Exception {
        BatchId batch = gateway.created("exam").batchId();
        String path = "/api/batches/%s/stream".formatted(batch);
        String stranger = gateway.tokenFor("sue", new TenantId("south"));

        for (String bad : List.of("", "wrong")) {
            HttpResponse<String> answer = gateway.getAs(bad, path);
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                    .startsWith("Bearer");
        }
        assertThat(gateway.getAs(stranger, path).statusCode()).isEqualTo(404);
        assertThat(gateway.get("/api/batches/unknown/stream").statusCode()).isEqualTo(404);
        assertThat(gateway.get("/api/batches/not%20an%20id/stream").statusCode()).isEqualTo(404);
    }

    @Test
    void a_reader_that_reads_nothing_holds_nobody_up() throws Exception {
        BatchId batch = gateway.created("exam").batchId();
        gateway.progress(batch, PROCESSING, 0);
        List<Socket> stalled = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            stalled.add(gateway.stalledStream(batch));
        }

        try (StreamReader stream = gateway.stream(batch, "")) {
            stream.next(1);
            for (int i = 1; i <= 300; i++) {
                long position = gateway.progress(batch, PROCESSING, i / 3.0);
                assertThat(stream.next(1).getFirst().position()).isEqualTo(position);
            }
        } finally {
            for (Socket socket : stalled) {
                socket.close();
            }
        }
    }

    private void gatewayKnows(BatchId batch, long position) {
        await().atMost(SOON)
                .until(() ->
                        gateway.get("/api/batches/%s/progress".formatted(batch))
                                .headers()
                                .firstValue("ETag")
                                .orElse("")
                                .equals("\"%d\"".formatted(position)));
    }
}
