package io.batchline.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.client.AnswerException;
import io.batchline.client.BatchlineClient;
import io.batchline.client.Requests;
import io.batchline.client.StreamEvent;
import io.batchline.client.Watcher;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.topic.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The public API for one who is logged in. May be used by several threads.
public final class ApiClient implements AutoCloseable {
    private static final Duration UPLOAD = Duration.ofHours(1);
    private static final int PAGE = 500;

    private final JsonMapper json = Json.mapper();
    private final HttpClient http;
    private final String token;
    private final Requests requests;
    private final BatchlineClient batches;

    /// @param server for example `http://127.0.0.1:8080`
    /// @param token what a login gave
    /// @throws IllegalArgumentException when it can't be one; it is not in the message
    public ApiClient(URI server, String token) {
        this(newClient(), server, token);
    }

    private ApiClient(HttpClient http, URI server, String token) {
        this.http = http;
        this.token = required(token);
        this.requests = new Requests(http, server, () -> this.token);
        this.batches = new BatchlineClient(requests);
    }

    /// The platform's own refusal of such a header would print it.
    private static String required(String token) {
        for (int at = 0; at < token.length(); at++) {
            if (token.charAt(at) < ' ' || token.charAt(at) > '~') {
                throw new IllegalArgumentException(
                        "the token or key can't be one: its character %d of %d is no ASCII letter, digit or sign (a line break?)"
                                .formatted(at + 1, token.length()));
            }
        }
        return token;
    }

    /// Logs in and answers with a client that does the rest as this user.
    public static ApiClient login(URI server, String user, String password)
            throws IOException, InterruptedException {
        return login(newClient(), server, user, password);
    }

    /// The same over this client, which closes with the answered one; also when the login fails.
    public static ApiClient login(HttpClient http, URI server, String user, String password)
            throws IOException, InterruptedException {
        try {
            return new ApiClient(http, server, Session.open(http, server, user, password).token());
        } catch (IOException | InterruptedException e) {
            http.shutdownNow();
            throw e;
        }
    }

    /// The same user at another server of the same installation.
    public ApiClient at(URI other) {
        return new ApiClient(other, token);
    }

    public URI server() {
        return requests.server();
    }

    static HttpClient newClient() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }

    /// @param what for the message of a refusal
    /// @throws AnswerException for every answer but a success
    public JsonNode get(String what, String path, Query query)
            throws IOException, InterruptedException {
        return node(text(what, request(path + query.text()).GET()));
    }

    /// The answer of any other method; missing when there is none.
    public JsonNode send(String what, String method, String path, @Nullable JsonNode body)
            throws IOException, InterruptedException {
        return send(what, method, path, body, Map.of());
    }

    /// The same with headers.
    public JsonNode send(
            String what,
            String method,
            String path,
            @Nullable JsonNode body,
            Map<String, String> headers)
            throws IOException, InterruptedException {
        BodyPublisher sent =
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString());
        HttpRequest.Builder request = request(path).method(method, sent);
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::header);
        return node(text(what, request));
    }

    /// Gives the elements of a list over as many pages as it has, at most so many.
    ///
    /// @param field the list's name in the answer
    public void list(
            String what, String path, Query query, String field, int most, Consumer<JsonNode> each)
            throws IOException, InterruptedException {
        int left = most;
        Query page = query;
        while (left > 0) {
            JsonNode answer = get(what, path, page.with("limit", Math.min(left, PAGE)));
            answer.path(field).forEach(each);
            left -= answer.path(field).size();
            if (!answer.hasNonNull("next_cursor")) {
                return;
            }
            page = query.with("cursor", answer.path("next_cursor").asText());
        }
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
        JsonNode answer = send("create a batch", "POST", "/api/batches", body);
        return new BatchId(answer.path("batch_id").asText());
    }

    /// Sends the whole file as the batch's source in one request; it starts when all has arrived.
    public void upload(BatchId batch, Path file) throws IOException, InterruptedException {
        String name = String.valueOf(file.getFileName());
        text(
                "upload " + file,
                request(path(batch, "/source?filename=" + Query.encoded(name)))
                        .timeout(UPLOAD)
                        .header("Content-Type", "application/octet-stream")
                        // A refusal comes before the bytes: amid them it would be lost with the
                        // connection.
                        .expectContinue(true)
                        .PUT(BodyPublishers.ofFile(file)));
    }

    public JsonNode status(BatchId batch) throws IOException, InterruptedException {
        return get("status", path(batch, "/status"), Query.NONE);
    }

    public JsonNode summary(BatchId batch) throws IOException, InterruptedException {
        return get("summary", path(batch, "/summary"), Query.NONE);
    }

    /// Whether everybody knows the same of the batch, and where not.
    public JsonNode audit(BatchId batch) throws IOException, InterruptedException {
        return get("audit", path(batch, "/audit"), Query.NONE);
    }

    /// One page of the list, newest first.
    public JsonNode list(int limit) throws IOException, InterruptedException {
        return get("list", "/api/batches", Query.NONE.with("limit", limit));
    }

    public JsonNode cancel(BatchId batch) throws IOException, InterruptedException {
        return send("cancel", "POST", path(batch, "/cancel"), null);
    }

    public JsonNode pause(BatchId batch) throws IOException, InterruptedException {
        return send("pause", "POST", path(batch, "/pause"), null);
    }

    public JsonNode resume(BatchId batch) throws IOException, InterruptedException {
        return send("resume", "POST", path(batch, "/resume"), null);
    }

    /// Does failed and cancelled items again.
    ///
    /// @param scope the request's body: `{}` for all of them
    public JsonNode retry(BatchId batch, ObjectNode scope)
            throws IOException, InterruptedException {
        return send("retry", "POST", path(batch, "/retry"), scope);
    }

    /// Changes priority and concurrency; the batch as it is then.
    public JsonNode change(BatchId batch, ObjectNode change)
            throws IOException, InterruptedException {
        return send("change", "PATCH", path(batch, ""), change);
    }

    /// Fetches `results.csv` or another file of a finished batch.
    public void download(BatchId batch, String file, Path to)
            throws IOException, InterruptedException {
        try (InputStream body = open(file, path(batch, "/" + file))) {
            Files.copy(body, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /// The bytes of any answer.
    public void copy(String what, String path, OutputStream to)
            throws IOException, InterruptedException {
        try (InputStream body = open(what, path)) {
            body.transferTo(to);
        }
    }

    private InputStream open(String what, String path) throws IOException, InterruptedException {
        return requests.opened(what, request(path).GET()).body();
    }

    /// Where a browser finds the file.
    public URI address(BatchId batch, String file) {
        return server().resolve(path(batch, "/" + file));
    }

    /// Follows the batch to its end, on this thread.
    ///
    /// @return its last event
    public StreamEvent watch(BatchId batch, Watcher watcher)
            throws IOException, InterruptedException {
        return batches.watch(batch, watcher);
    }

    /// A path of the batch.
    public static String path(BatchId batch, String rest) {
        return "/api/batches/" + batch.value() + rest;
    }

    /// A request of this user, for what the methods here do not do.
    public HttpRequest.Builder request(String path) {
        return requests.to(path);
    }

    /// Sends it, and answers whatever the status is.
    public HttpResponse<String> exchange(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return requests.exchange(request, BodyHandlers.ofString());
    }

    private String text(String what, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return requests.text(what, request);
    }

    private JsonNode node(String body) throws IOException {
        return body.isEmpty() ? MissingNode.getInstance() : json.readTree(body);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
