package io.batchline.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.contract.id.BatchId;
import io.batchline.testkit.api.CheckedClient;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What a page that shows doubtful fields asks for.
final class ReviewClient implements AutoCloseable {
    private final HttpClient http = CheckedClient.ofServed();
    private final JsonMapper mapper = new JsonMapper();
    private final URI server;
    private final String token;

    ReviewClient(URI server, String token) {
        this.server = server;
        this.token = token;
    }

    /// Logs in and answers with a client that does the rest as this user.
    static ReviewClient login(URI server, String user, String password)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(server.resolve("/api/auth/login"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(
                                BodyPublishers.ofString(
                                        "username=%s&password=%s"
                                                .formatted(
                                                        user,
                                                        URLEncoder.encode(
                                                                password, StandardCharsets.UTF_8))))
                        .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(200);
            return new ReviewClient(
                    server, new JsonMapper().readTree(answer.body()).path("access_token").asText());
        }
    }

    /// The same user at another server of the same installation.
    ReviewClient at(URI other) {
        return new ReviewClient(other, token);
    }

    HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return http.send(request(path).GET().build(), BodyHandlers.ofByteArray());
    }

    HttpResponse<byte[]> get(String path, String known) throws IOException, InterruptedException {
        return http.send(
                request(path).header("If-None-Match", known).GET().build(),
                BodyHandlers.ofByteArray());
    }

    JsonNode json(HttpResponse<byte[]> answer) throws IOException {
        return mapper.readTree(answer.body());
    }

    JsonNode list(BatchId batch, String query) throws IOException, InterruptedException {
        return json(get("/api/batches/%s/review%s".formatted(batch, query)));
    }

    /// Every doubtful field, page by page.
    List<JsonNode> all(BatchId batch, int limit) throws IOException, InterruptedException {
        List<JsonNode> fields = new ArrayList<>();
        JsonNode page = list(batch, "?limit=" + limit);
        page.path("fields").forEach(fields::add);
        while (!page.path("next_cursor").isNull()) {
            page =
                    list(
                            batch,
                            "?limit=%d&cursor=%s"
                                    .formatted(limit, page.path("next_cursor").asText()));
            page.path("fields").forEach(fields::add);
        }
        return fields;
    }

    HttpResponse<byte[]> decide(
            BatchId batch, String job, String field, String value, boolean regenerate) {
        ObjectNode body = mapper.createObjectNode();
        body.put("field", field).put("value", value).put("regenerate", regenerate);
        return post("/api/batches/%s/review/%s".formatted(batch, job), body);
    }

    JsonNode decided(BatchId batch, JsonNode doubt, String value, boolean regenerate, int status)
            throws IOException {
        HttpResponse<byte[]> answer =
                decide(
                        batch,
                        doubt.path("job_id").asText(),
                        doubt.path("field").asText(),
                        value,
                        regenerate);
        JsonNode json = json(answer);
        assertThat(answer.statusCode()).as(json.toString()).isEqualTo(status);
        return json;
    }

    HttpResponse<byte[]> regenerate(BatchId batch) {
        return post(
                "/api/batches/%s/review".formatted(batch),
                mapper.createObjectNode().put("regenerate", true));
    }

    void regenerated(BatchId batch) throws IOException {
        HttpResponse<byte[]> answer = regenerate(batch);
        assertThat(answer.statusCode()).as(json(answer).toString()).isEqualTo(202);
    }

    /// Asks again for as long as the answer says that it is a matter of moments.
    private HttpResponse<byte[]> post(String path, ObjectNode body) {
        HttpRequest request =
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body.toString()))
                        .build();
        return await("the answer to POST " + path)
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> http.send(request, BodyHandlers.ofByteArray()),
                        answer ->
                                answer.statusCode() != 409
                                        || answer.headers().firstValue("Retry-After").isEmpty());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path))
                .header("Authorization", "Bearer " + token);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
