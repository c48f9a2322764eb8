package io.batchline.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.batchline.contract.id.BatchId;
import io.batchline.contract.progress.ProgressStage;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A stream by a ticket, as an EventSource of another origin uses it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
final class TicketsIT {
    private GatewayFixture gateway;

    @BeforeAll
    void start(@TempDir Path storage) throws Exception {
        gateway = GatewayFixture.start(storage, Duration.ofHours(1));
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    @Test
    void a_ticket_opens_its_stream_once_and_lets_its_client_come_back() throws Exception {
        BatchId batch = gateway.created("exam").batchId();
        long first = gateway.progress(batch, ProgressStage.EXTRACTING, 10);
        isKnown(batch);
        String ticket = gateway.ticket(batch);

        try (StreamReader stream = open(batch, ticket)) {
            assertThat(stream.response().statusCode()).isEqualTo(200);
            assertThat(stream.next(1).getFirst().position()).isEqualTo(first);
        }
        assertThat(status(batch, ticket)).isEqualTo(401);
        long second = gateway.progress(batch, ProgressStage.EXTRACTING, 20);
        try (StreamReader stream = open(batch, ticket, "Last-Event-ID", Long.toString(first))) {
            assertThat(stream.response().statusCode()).isEqualTo(200);
            assertThat(stream.next(1).getFirst().position()).isEqualTo(second);
        }
    }

    @Test
    void at_the_end_who_comes_back_is_told_not_to() throws Exception {
        BatchId batch = gateway.created("exam").batchId();
        long end = gateway.progress(batch, ProgressStage.COMPLETED, 100);
        isKnown(batch);
        String ticket = gateway.ticket(batch);

        try (StreamReader stream = open(batch, ticket)) {
            assertThat(stream.rest()).hasSize(1);
        }
        assertThat(status(batch, ticket, "Last-Event-ID", Long.toString(end))).isEqualTo(204);
    }

    @Test
    void a_ticket_opens_neither_another_batchs_stream_nor_anything_else() throws Exception {
        BatchId batch = gateway.created("exam").batchId();
        BatchId other = gateway.created("another").batchId();
        String ticket = gateway.ticket(batch);

        assertThat(status(other, ticket)).isEqualTo(401);
        assertThat(status(other, ticket, "Last-Event-ID", "1")).isEqualTo(401);
        for (String path : new String[] {"/status", "/progress", "/events", "/items"}) {
            HttpResponse<String> answer =
                    gateway.getAs("", "/api/batches/%s%s?ticket=%s".formatted(batch, path, ticket));
            assertThat(answer.statusCode()).as(path).isEqualTo(401);
        }
    }

    private void isKnown(BatchId batch) {
        await().until(() ->
                gateway.get("/api/batches/%s/progress".formatted(batch)).statusCode() == 200
                        && gateway.json("/api/batches/%s/events".formatted(batch))
                                        .path("events")
                                        .size()
                                > 0);
    }

    private int status(BatchId batch, String ticket, String... headers) throws Exception {
        try (StreamReader stream = open(batch, ticket, headers)) {
            return stream.response().statusCode();
        }
    }

    private StreamReader open(BatchId batch, String ticket, String... headers) throws Exception {
        return StreamReader.of(
                gateway.http()
                        .send(
                                gateway.request(
                                        "/api/batches/%s/stream?ticket=%s".formatted(batch, ticket),
                                        "",
                                        headers),
                                HttpResponse.BodyHandlers.ofInputStream()));
    }
}
