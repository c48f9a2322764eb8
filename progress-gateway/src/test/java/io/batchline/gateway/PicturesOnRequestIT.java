package io.batchline.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.batchline.blob.FolderBlobStore;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.BlobKey;
import io.batchline.contract.id.JobId;
import io.batchline.contract.id.WorkerId;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.topic.Json;
import io.batchline.contract.topic.Topics;
import io.batchline.contract.work.DrawRequest;
import io.batchline.contract.worker.WorkerInfo;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/// Overlays that a worker is asked for. The worker is announced, and the test is what it does.
@Timeout(120)
final class PicturesOnRequestIT extends OnGateway {
    private static final int CLIENTS = 8;
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);
    private static final String PICTURE = "a picture ".repeat(50_000);

    private FolderBlobStore blobs;
    private WorkerInfo worker;

    @BeforeAll
    void prepare() throws Exception {
        blobs = new FolderBlobStore(storage);
        Instant now = Instant.now();
        // Alive for as long as the test takes.
        worker =
                new WorkerInfo(
                        new WorkerId("w-" + now.toEpochMilli()),
                        Set.of(Stage.PROCESS),
                        Set.of(),
                        4,
                        now,
                        now.plusSeconds(600));
        gateway.write(Topics.WORKERS, worker.workerId(), worker);
        await("the gateway knows the worker").atMost(LONG_ENOUGH).until(this::isWorkerKnown);
    }

    private boolean isWorkerKnown() throws Exception {
        for (JsonNode check :
                Json.mapper().readTree(gateway.get("/health/ready").body()).path("checks")) {
            if (check.path("name").asText().equals("workers_process")) {
                return check.path("status").asText().equals("up");
            }
        }
        return false;
    }

    @AfterAll
    void stop() throws Exception {
        gateway.gone(worker.workerId());
    }

    @Test
    void what_no_worker_draws_in_time_may_be_asked_for_again() throws Exception {
        HttpResponse<String> answer = overlay(batch());

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("no worker has drawn it within 15 s");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
    }

    @Test
    void all_who_ask_at_once_get_the_whole_picture_as_soon_as_it_is_drawn() throws Exception {
        BatchId batch = batch();
        DrawRequest request = new DrawRequest(batch, 0, 1, 1);
        try (Connection heard = gateway.connection();
                var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            listen(heard);
            List<Callable<HttpResponse<String>>> asking = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                asking.add(() -> overlay(batch));
            }
            List<Future<HttpResponse<String>>> answers =
                    asking.stream().map(clients::submit).toList();

            // when
            hears(heard, request);
            blobs.put(
                    request.overlay(),
                    new ByteArrayInputStream(PICTURE.getBytes(StandardCharsets.UTF_8)));

            // then
            for (Future<HttpResponse<String>> answer : answers) {
                assertThat(answer.get().statusCode()).isEqualTo(200);
                assertThat(answer.get().body()).isEqualTo(PICTURE);
            }
        }
    }

    @Test
    void a_request_is_said_again_until_somebody_hears_it() throws Exception {
        BatchId batch = batch();
        DrawRequest request = new DrawRequest(batch, 0, 1, 1);
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<HttpResponse<String>> answer;
            try (Connection heard = gateway.connection()) {
                listen(heard);
                answer = clients.submit(() -> overlay(batch));
                // The first to hear it is gone before it has drawn.
                hears(heard, request);
                unlisten(heard);
            }
            try (Connection heard = gateway.connection()) {
                listen(heard);
                hears(heard, request);
                blobs.put(
                        request.failure(),
                        new ByteArrayInputStream(
                                "{\"cause\": \"corrupt_picture\", \"message\": \"it breaks off\"}"
                                        .getBytes(StandardCharsets.UTF_8)));
            }

            assertThat(answer.get().statusCode()).isEqualTo(404);
            assertThat(answer.get().body()).contains("it breaks off (corrupt_picture)");
        }
    }

    private static void listen(Connection connection) throws Exception {
        try (var statement = connection.createStatement()) {
            statement.execute("listen " + DrawRequest.CHANNEL);
        }
    }

    /// With what it has heard and not read.
    private static void unlisten(Connection connection) throws Exception {
        try (var statement = connection.createStatement()) {
            statement.execute("unlisten *");
        }
        connection.unwrap(PGConnection.class).getNotifications();
    }

    /// Waits until the request is said.
    private static void hears(Connection connection, DrawRequest request) {
        await("a worker hears " + request)
                .atMost(LONG_ENOUGH)
                .until(() -> {
                    List<DrawRequest> said = new ArrayList<>();
                    PGNotification[] notes =
                            connection.unwrap(PGConnection.class).getNotifications(500);
                    for (PGNotification note : notes) {
                        said.add(Json.mapper().readValue(note.getParameter(), DrawRequest.class));
                    }
                    return said.contains(request);
                });
    }

    /// A batch with a source and one item that was read.
    private BatchId batch() throws Exception {
        BatchId batch = gateway.created("with pictures").batchId();
        blobs.put(BlobKey.source(batch), new ByteArrayInputStream(new byte[] {1}));
        gateway.execute(
                "update batches set source = ?::jsonb where batch_id = ?",
                "{\"blob\": \"%s\", \"file_name\": \"a.zip\", \"size\": 1}"
                        .formatted(BlobKey.source(batch)),
                batch.value());
        gateway.item(batch, 0, "succeeded", "{\"file\": \"a.jpg\"}", null);
        return batch;
    }

    private HttpResponse<String> overlay(BatchId batch) throws Exception {
        return gateway.get("/api/jobs/%s/overlay.png".formatted(JobId.of(batch, 0)));
    }
}
