package io.batchline.system.doors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.batchline.contract.topic.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Requests in somebody's name, by the token that this one has at the moment.
final class Requests implements AutoCloseable {
    private static final Duration SOON = Duration.ofMinutes(1);

    private final JsonMapper json = Json.mapper();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI address;
    private final Map<Asker, String> tokens = new EnumMap<>(Asker.class);

    Requests(URI address) {
        this.address = address;
    }

    void token(Asker asker, String token) {
        tokens.put(asker, token);
    }

    HttpResponse<String> get(String path, Asker asker) throws IOException, InterruptedException {
        return send("GET", path, asker, null, "");
    }

    JsonNode post(Asker by, String path, @Nullable String body)
            throws IOException, InterruptedException {
        return json.readTree(send("POST", path, by, body, "application/json").body());
    }

    HttpResponse<String> send(
            String method, String path, Asker asker, @Nullable String body, String type)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address.resolve(path))
                        .timeout(SOON)
                        .method(
                                method,
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", type);
        }
        String token = tokens.get(asker);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), Requests::body);
    }

    /// A stream may have no end: its head is the answer. It stays open until this is closed, as a
    /// body of unknown length that is left counts as broken.
    private static BodySubscriber<String> body(HttpResponse.ResponseInfo info) {
        boolean isStream =
                info.headers()
                        .firstValue("Content-Type")
                        .filter(type -> type.startsWith("text/event-stream"))
                        .isPresent();
        return isStream
                ? BodySubscribers.mapping(BodySubscribers.ofInputStream(), _ -> "")
                : BodySubscribers.ofString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
