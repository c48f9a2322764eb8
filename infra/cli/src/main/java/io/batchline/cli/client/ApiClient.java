package io.batchline.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.topic.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/// The public API for one who is logged in.
public final class ApiClient implements AutoCloseable {
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final Duration UPLOAD = Duration.ofHours(1);

    private final JsonMapper json = Json.mapper();
    private final HttpClient http;
    private final URI server;
    private final String token;

    /// @param server for example `http://127.0.0.1:8080`
    /// @param token what a login gave
    public ApiClient(URI server, String token) {
        this(newClient(), server, token);
    }

    private ApiClient(HttpClient http, URI server, String token) {
        this.http = http;
        this.server = server;
        this.token = token;
    }

    /// Logs in and answers with a client that does the rest as this user.
    public static ApiClient login(URI server, String user, String password)
            throws IOException, InterruptedException {
        return login(newClient(), server, user, password);
    }

    /// The same over this client, which closes with the answered one; also when the login fails.
    public static ApiClient login(HttpClient http, URI server, String user, String password)
            throws IOException, InterruptedException {
        JsonMapper json = Json.mapper();
        String form = "username=%s&password=%s".formatted(encoded(user), encoded(password));
        HttpRequest request =
                HttpRequest.newBuilder(server.resolve("/api/auth/login"))
                        .timeout(ANSWER)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw RefusedException.of(
                        json, "login as " + user, answer.statusCode(), answer.body());
            }
            return new ApiClient(
                    http, server, json.readTree(answer.body()).path("access_token").asText());
        } catch (IOException | InterruptedException e) {
            http.shutdownNow();
            throw e;
        }
    }

    /// The same user at another server of the same installation.
    public ApiClient at(URI other) {
        return new ApiClient(other, token);
    }

    private static HttpClient newClient() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /// The answer of `POST /api/batches` to this request.
    public BatchId create(String workload, String name) throws IOException, InterruptedException {
        return create(workload, name, json.createObjectNode());
    }

    /// The same with options of the workload's.
    public BatchId create(String workload, String name, ObjectNode options)
            throws IOException, InterruptedException {
        ObjectNode body = json.createObjectNode().put("workload", workload).put("name", name);
        body.set("options", options);
        return create(body);
    }

    /// The same with everything that a request may hold.
    public BatchId create(ObjectNode body) throws IOException, InterruptedException {
        JsonNode answer =
                json.readTree(
                        text(
                                "create a batch",
                                request("/api/batches")
                                        .header("Content-Type", "application/json")
                                        .POST(BodyPublishers.ofString(body.toString()))));
        return new BatchId(answer.path("batch_id").asText());
    }

    /// Sends the whole file as the batch's source; it starts when all has arrived.
    public void upload(BatchId batch, Path file) throws IOException, InterruptedException {
        text(
                "upload " + file,
                request(path(batch, "/source?filename=" + encoded(name(file))))
                        .timeout(UPLOAD)
                        .header("Content-Type", "application/octet-stream")
                        .PUT(BodyPublishers.ofFile(file)));
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    public JsonNode status(BatchId batch) throws IOException, InterruptedException {
        return json.readTree(text("status", request(path(batch, "/status")).GET()));
    }

    public JsonNode summary(BatchId batch) throws IOException, InterruptedException {
        return json.readTree(text("summary", request(path(batch, "/summary")).GET()));
    }

    /// Whether everybody knows the same of the batch, and where not.
    public JsonNode audit(BatchId batch) throws IOException, InterruptedException {
        return json.readTree(text("audit", request(path(batch, "/audit")).GET()));
    }

    /// One page of the list, newest first.
    public JsonNode list(int limit) throws IOException, InterruptedException {
        return json.readTree(text("list", request("/api/batches?limit=" + limit).GET()));
    }

    public void cancel(BatchId batch) throws IOException, InterruptedException {
        text("cancel", request(path(batch, "/cancel")).POST(BodyPublishers.noBody()));
    }

    public void pause(BatchId batch) throws IOException, InterruptedException {
        text("pause", request(path(batch, "/pause")).POST(BodyPublishers.noBody()));
    }

    public void resume(BatchId batch) throws IOException, InterruptedException {
        text("resume", request(path(batch, "/resume")).POST(BodyPublishers.noBody()));
    }

    /// Does failed and cancelled items again.
    ///
    /// @param scope the request's body: `{}` for all of them
    public void retry(BatchId batch, ObjectNode scope) throws IOException, InterruptedException {
        text(
                "retry",
                request(path(batch, "/retry"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(scope.toString())));
    }

    /// Changes priority and concurrency; the batch as it is then.
    public JsonNode change(BatchId batch, ObjectNode change)
            throws IOException, InterruptedException {
        return json.readTree(
                text(
                        "change",
                        request(path(batch, ""))
                                .header("Content-Type", "application/json")
                                .method("PATCH", BodyPublishers.ofString(change.toString()))));
    }

    /// Fetches `results.csv` or another file of a finished batch.
    public void download(BatchId batch, String file, Path to)
            throws IOException, InterruptedException {
        HttpResponse<InputStream> answer =
                http.send(
                        request(path(batch, "/" + file)).GET().build(),
                        BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            if (answer.statusCode() != 200) {
                throw refused(file, answer.statusCode(), body);
            }
            Files.copy(body, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /// Where a browser finds the file.
    public URI address(BatchId batch, String file) {
        return server.resolve(path(batch, "/" + file));
    }

    /// One connection to the batch's stream.
    ///
    /// @param lastEventId where to resume; empty for the whole history that is held
    /// @return 200 with the stream, or 204 with nothing when the batch's end was told already
    HttpResponse<InputStream> stream(BatchId batch, String lastEventId)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                request(path(batch, "/stream")).header("Accept", "text/event-stream").GET();
        if (!lastEventId.isEmpty()) {
            request.header("Last-Event-ID", lastEventId);
        }
        HttpResponse<InputStream> answer = http.send(request.build(), BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200 && answer.statusCode() != 204) {
            try (InputStream body = answer.body()) {
                throw refused("stream", answer.statusCode(), body);
            }
        }
        return answer;
    }

    private static String path(BatchId batch, String rest) {
        return "/api/batches/" + batch.value() + rest;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path))
                .timeout(ANSWER)
                .header("Authorization", "Bearer " + token);
    }

    private String text(String what, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw RefusedException.of(json, what, answer.statusCode(), answer.body());
        }
        return answer.body();
    }

    private RefusedException refused(String what, int status, InputStream body) throws IOException {
        return RefusedException.of(
                json, what, status, new String(body.readAllBytes(), StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
