package io.batchline.client;

import io.batchline.contract.id.BatchId;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;

/// Makes, follows, cancels and retries batches for one user. For any thread.
public final class BatchlineClient {
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final int LONGEST = 500;

    private final HttpClient http;
    private final URI server;
    private final Supplier<String> token;

    /// @param server for example `http://127.0.0.1:8080`
    /// @param token asked for at each request: a key, or what a login gave
    public BatchlineClient(HttpClient http, URI server, Supplier<String> token) {
        this.http = http;
        this.server = server;
        this.token = token;
    }

    /// @param definition the JSON of `POST /api/batches`
    /// @param idempotencyKey with the same again, the first answer comes again
    /// @return the batch as JSON
    public String create(String definition, String idempotencyKey)
            throws IOException, InterruptedException {
        return text(
                "create a batch",
                post("/api/batches", definition).header("Idempotency-Key", idempotencyKey));
    }

    /// @return the batch as JSON
    public String cancel(BatchId batch) throws IOException, InterruptedException {
        return text("cancel", request(path(batch) + "/cancel").POST(BodyPublishers.noBody()));
    }

    /// @param scope which items, as the API says; `{}` for all that failed or were cancelled
    /// @return the batch as JSON
    public String retry(BatchId batch, String scope) throws IOException, InterruptedException {
        return text("retry", post(path(batch) + "/retry", scope));
    }

    /// Follows the batch to its end, on this thread.
    ///
    /// @return its last event
    public StreamEvent watch(BatchId batch, Watcher watcher)
            throws IOException, InterruptedException {
        return new BatchWatch(of(batch), watcher).toTheEnd();
    }

    /// What a watch of that batch needs.
    public BatchApi of(BatchId batch) {
        return new BatchApi() {
            @Override
            public HttpResponse<InputStream> stream(String lastEventId)
                    throws IOException, InterruptedException {
                HttpRequest.Builder request =
                        request(path(batch) + "/stream").header("Accept", "text/event-stream");
                if (!lastEventId.isEmpty()) {
                    request.header("Last-Event-ID", lastEventId);
                }
                HttpResponse<InputStream> answer = send(request, BodyHandlers.ofInputStream());
                if (answer.statusCode() >= 300) {
                    try (InputStream body = answer.body()) {
                        byte[] text = body.readNBytes(LONGEST);
                        throw refusal("stream", answer, new String(text, StandardCharsets.UTF_8));
                    }
                }
                return answer;
            }

            @Override
            public String progress() throws IOException, InterruptedException {
                return text("progress", request(path(batch) + "/progress"));
            }
        };
    }

    private static String path(BatchId batch) {
        return "/api/batches/" + batch.value();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path))
                .timeout(ANSWER)
                .header("Authorization", "Bearer " + token.get());
    }

    private HttpRequest.Builder post(String path, String json) {
        return request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json));
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> body)
            throws IOException, InterruptedException {
        return http.send(request.build(), body);
    }

    private String text(String what, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = send(request, BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw refusal(what, answer, answer.body());
        }
        return answer.body();
    }

    private static AnswerException refusal(String what, HttpResponse<?> answer, String body) {
        String shown = body.length() > LONGEST ? body.substring(0, LONGEST) + "…" : body;
        return new AnswerException(answer, "%s: %d %s".formatted(what, answer.statusCode(), shown));
    }
}
