package io.batchline.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The server answered with something else than what was asked for; the message is its own words.
public final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;

    private RefusedException(int status, String message) {
        super(message);
        this.status = status;
    }

    /// @param body problem+json, or whatever came instead
    static RefusedException of(ObjectMapper json, String what, int status, String body) {
        return new RefusedException(
                status, "%s: %d %s".formatted(what, status, explanation(json, body)));
    }

    private static String explanation(ObjectMapper json, String body) {
        try {
            JsonNode problem = json.readTree(body);
            List<String> parts = new ArrayList<>();
            parts.add(problem.path("title").asText());
            parts.add(problem.path("detail").asText());
            problem.path("errors").forEach(error -> parts.add(error.toString()));
            parts.removeIf(String::isBlank);
            return parts.isEmpty() ? body : String.join("; ", parts);
        } catch (JsonProcessingException _) {
            return body;
        }
    }

    public int status() {
        return status;
    }
}
