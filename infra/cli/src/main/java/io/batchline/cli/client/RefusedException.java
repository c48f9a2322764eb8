package io.batchline.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The server answered with something else than what was asked for; the message is its own words, a
/// line for each field that it did not take.
public final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 500;

    private static final long LONGEST_PAUSE = 60;

    private final int status;
    private final long retryAfterSeconds;

    private RefusedException(int status, long retryAfterSeconds, String message) {
        super(message);
        this.status = status;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /// @param body problem+json, or whatever came instead
    static RefusedException of(
            ObjectMapper json, String what, HttpResponse<?> answer, String body) {
        int status = answer.statusCode();
        return new RefusedException(
                status,
                seconds(answer.headers().firstValue("Retry-After").orElse("")),
                "%s: %d %s".formatted(what, status, explanation(json, body)));
    }

    /// Only the form with seconds; with a date it says as much as nothing.
    private static long seconds(String retryAfter) {
        return retryAfter.matches("\\d{1,9}")
                ? Math.min(LONGEST_PAUSE, Long.parseLong(retryAfter))
                : 0;
    }

    private static String explanation(ObjectMapper json, String body) {
        try {
            return sentences(json.readTree(body), body);
        } catch (JsonProcessingException _) {
            return shortened(body);
        }
    }

    private static String sentences(JsonNode problem, String body) {
        List<String> parts = new ArrayList<>();
        parts.add(problem.path("title").asText());
        parts.add(problem.path("detail").asText());
        parts.removeIf(String::isBlank);
        StringBuilder text = new StringBuilder(String.join("; ", parts));
        for (JsonNode error : problem.path("errors")) {
            text.append(
                    "%n  %s %s"
                            .formatted(
                                    error.path("field").asText(), error.path("message").asText()));
        }
        return text.isEmpty() ? shortened(body) : text.toString();
    }

    /// The page of a proxy would fill the screen.
    private static String shortened(String body) {
        return body.length() > LONGEST ? body.substring(0, LONGEST) + "…" : body;
    }

    public int status() {
        return status;
    }

    /// Whether the same may be taken later: the server is in trouble, or has too much to do.
    public boolean isPassing() {
        return status >= 500 || status == 429;
    }

    /// How long the server asks to wait, at most a minute; zero where it says nothing.
    public Duration retryAfter() {
        return Duration.ofSeconds(retryAfterSeconds);
    }

    /// Whether a login would help.
    public boolean isUnauthenticated() {
        return status == 401;
    }
}
