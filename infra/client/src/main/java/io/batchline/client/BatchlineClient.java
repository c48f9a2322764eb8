package io.batchline.client;

import io.batchline.contract.id.BatchId;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.function.Supplier;

/// Makes, follows, cancels and retries batches for one user. For any thread.
public final class BatchlineClient {
    private final Requests requests;

    /// @param server for example `http://127.0.0.1:8080`
    /// @param token asked for at each request: a key, or what a login gave
    public BatchlineClient(HttpClient http, URI server, Supplier<String> token) {
        this(new Requests(http, server, token));
    }

    public BatchlineClient(Requests requests) {
        this.requests = requests;
    }

    /// @param definition the JSON of `POST /api/batches`
    /// @param idempotencyKey with the same again, the first answer comes again
    /// @return the batch as JSON
    public String create(String definition, String idempotencyKey)
            throws IOException, InterruptedException {
        return requests.text(
                "create a batch",
                post("/api/batches", definition).header("Idempotency-Key", idempotencyKey));
    }

    /// @return the batch as JSON
    public String cancel(BatchId batch) throws IOException, InterruptedException {
        return requests.text(
                "cancel", requests.to(path(batch) + "/cancel").POST(BodyPublishers.noBody()));
    }

    /// @param scope which items, as the API says; `{}` for all that failed or were cancelled
    /// @return the batch as JSON
    public String retry(BatchId batch, String scope) throws IOException, InterruptedException {
        return requests.text("retry", post(path(batch) + "/retry", scope));
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
                        requests.to(path(batch) + "/stream").header("Accept", "text/event-stream");
                if (!lastEventId.isEmpty()) {
                    request.header("Last-Event-ID", lastEventId);
                }
                return requests.opened("stream", request);
            }

            @Override
            public String progress() throws IOException, InterruptedException {
                return requests.text("progress", requests.to(path(batch) + "/progress"));
            }
        };
    }

    private static String path(BatchId batch) {
        return "/api/batches/" + batch.value();
    }

    private HttpRequest.Builder post(String path, String json) {
        return requests.to(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json));
    }
}
