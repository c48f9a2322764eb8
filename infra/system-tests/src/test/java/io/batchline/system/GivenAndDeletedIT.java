package io.batchline.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.contract.batch.Priority;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.progress.ProgressStage;
import io.batchline.contract.topic.Topic;
import io.batchline.contract.topic.Topics;
import io.batchline.testkit.RecordCollector;
import io.batchline.workload.rehearsal.RehearsalOptions;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A batch whose items come with the request, from there to its end and away again.
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class GivenAndDeletedIT extends OnLocalServer {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void given_items_become_rows_under_the_callers_ids_and_nothing_of_them_stays_when_deleted()
            throws Exception {
        // given
        ObjectNode request = Rehearsals.request(Priority.NORMAL, RehearsalOptions.empty(1));
        request.putArray("items")
                .add("https://example.org/a")
                .addObject()
                .put("job_id", "mine-1")
                .put("value", 7);
        BatchId batch = api.create(request);
        Followed followed = Followed.toTheEnd(api, batch);
        assertThat(followed.last().stage()).isEqualTo(ProgressStage.COMPLETED);
        assertThat(followed.last().itemsTotal()).isEqualTo(2);
        Path csv = folder.resolve("given.csv");
        api.download(batch, "results.csv", csv);
        assertThat(Files.readString(csv))
                .contains(batch.value() + ".000000", "mine-1", "https://example.org/a");
        assertThat(json("/api/jobs/mine-1").get("state").asText()).isEqualTo("succeeded");
        assertThat(held(Topics.BATCHES, batch.value())).isPositive();
        assertThat(held(Topics.PROGRESS, batch.value() + "|")).isPositive();
        assertThat(
                        send("POST", "/api/auth/ticket", "{\"batch_id\": \"%s\"}".formatted(batch))
                                .statusCode())
                .isEqualTo(200);
        int kept = json("/api/analytics").at("/total/batches/completed").asInt();
        assertThat(kept).isPositive();

        // when
        assertThat(send("DELETE", "/api/batches/" + batch).statusCode()).isEqualTo(204);

        // then it is nowhere at once
        for (String door :
                List.of(
                        "status",
                        "progress",
                        "items",
                        "results",
                        "events",
                        "summary",
                        "audit",
                        "stream",
                        "results.csv",
                        "review")) {
            assertThat(send("GET", "/api/batches/%s/%s".formatted(batch, door)).statusCode())
                    .as(door)
                    .isEqualTo(404);
        }
        assertThat(send("GET", "/api/jobs/mine-1").statusCode()).isEqualTo(404);
        assertThat(send("GET", "/api/jobs/%s.000000".formatted(batch)).statusCode()).isEqualTo(404);
        assertThat(json("/api/batches").get("batches").findValuesAsText("batch_id"))
                .doesNotContain(batch.value());

        // and a moment later nothing is kept of it
        await().atMost(SOON)
                .untilAsserted(() -> {
                    for (String table : tablesOfBatches()) {
                        assertThat(rows(table, batch)).as(table).isZero();
                    }
                });
        await().atMost(SOON).until(() -> held(Topics.BATCHES, batch.value()) == 0);
        assertThat(held(Topics.PROGRESS, batch.value() + "|")).isZero();
        await().atMost(SOON).until(() -> files(batch).isEmpty());

        // but its numbers, which name nobody
        assertThat(json("/api/analytics").at("/total/batches/completed").asInt()).isEqualTo(kept);

        // and the caller's ids are free again
        BatchId again = api.create(request);
        assertThat(Followed.toTheEnd(api, again).last().stage()).isEqualTo(ProgressStage.COMPLETED);
    }

    /// Whatever names batches in the database, but for the mark that keeps it from coming back.
    private List<String> tablesOfBatches() throws Exception {
        var database = server.local().database();
        try (var connection =
                        DriverManager.getConnection(
                                database.url(), database.user(), database.password());
                var statement = connection.createStatement();
                var tables =
                        statement.executeQuery(
                                """
                                select c.table_name from information_schema.columns c
                                  join information_schema.tables t using (table_schema, table_name)
                                 where c.table_schema = 'public' and c.column_name = 'batch_id'
                                   and t.table_type = 'BASE TABLE' and c.table_name <> 'deleted_batches'
                                """)) {
            var names = new ArrayList<String>();
            while (tables.next()) {
                names.add(tables.getString(1));
            }
            assertThat(names).contains("batches", "items", "results", "stream_tickets", "uploads");
            return names;
        }
    }

    private List<Path> files(BatchId batch) throws Exception {
        try (Stream<Path> all = Files.walk(folder.resolve("data"))) {
            return all.filter(Files::isRegularFile)
                    .filter(path -> path.toString().contains("batches/" + batch.value()))
                    .toList();
        }
    }

    /// How many keys that begin so have a value, once the topic is compacted.
    private <K> int held(Topic<K, ?> topic, String prefix) {
        Map<String, Boolean> newest = new HashMap<>();
        try (var records = RecordCollector.of(server.local().kafka(), topic)) {
            records.all().forEach(each -> newest.put(each.key().toString(), each.value() != null));
        }
        return (int)
                newest.entrySet().stream()
                        .filter(each -> each.getKey().startsWith(prefix) && each.getValue())
                        .count();
    }

    private long rows(String table, BatchId batch) throws Exception {
        var database = server.local().database();
        try (var connection =
                        DriverManager.getConnection(
                                database.url(), database.user(), database.password());
                var statement =
                        connection.prepareStatement(
                                "select count(*) from %s where batch_id = ?".formatted(table))) {
            statement.setString(1, batch.value());
            try (var found = statement.executeQuery()) {
                found.next();
                return found.getLong(1);
            }
        }
    }

    private JsonNode json(String path) throws Exception {
        HttpResponse<String> answer = send("GET", path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.builder().build().readTree(answer.body());
    }

    private HttpResponse<String> send(String method, String path) throws Exception {
        return send(method, path, "");
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(server.local().address().resolve(path))
                            .header("Authorization", "Bearer " + server.local().ownersToken())
                            .header("Content-Type", "application/json")
                            .method(
                                    method,
                                    body.isEmpty()
                                            ? HttpRequest.BodyPublishers.noBody()
                                            : HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
