package io.batchline.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.batchline.client.Requests;
import io.batchline.contract.topic.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;

/// What a login gives.
///
/// @param lifetime from now
public record Session(String token, Duration lifetime) {
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
        Requests nobody = new Requests(http, server, () -> "");
        String answer =
                nobody.text(
                        "login as " + user,
                        nobody.to("/api/auth/login")
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString(form)));
        JsonNode body = json.readTree(answer);
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
