package io.batchline.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.batchline.contract.topic.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// What a login gives.
///
/// @param lifetime from now
public record Session(String token, Duration lifetime) {
    private static final Duration ANSWER = Duration.ofSeconds(30);

    /// Logs in over a client of its own.
    public static Session open(URI server, String user, String password)
            throws IOException, InterruptedException {
        HttpClient http = ApiClient.newClient();
        try {
            return open(http, server, user, password);
        } finally {
            http.shutdownNow();
        }
    }

    static Session open(HttpClient http, URI server, String user, String password)
            throws IOException, InterruptedException {
        JsonMapper json = Json.mapper();
        String form =
                "username=%s&password=%s".formatted(Query.encoded(user), Query.encoded(password));
        HttpRequest request =
                HttpRequest.newBuilder(server.resolve("/api/auth/login"))
                        .timeout(ANSWER)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw RefusedException.of(json, "login as " + user, answer, answer.body());
        }
        JsonNode body = json.readTree(answer.body());
        return new Session(
                body.path("access_token").asText(),
                Duration.ofSeconds(body.path("expires_in").asLong()));
    }

    /// Without the token.
    @Override
    public String toString() {
        return "Session[lifetime=%s]".formatted(lifetime);
    }
}
