package io.batchline.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.batchline.contract.topic.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Something answered, and not with what was asked for; the message is its own words, a line for
/// each field that it did not take.
public final class AnswerException extends IOException {
    private static final long serialVersionUID = 1L;
    private static final JsonMapper JSON = Json.mapper();
    private static final int LONGEST = 500;
    private static final int UNAUTHENTICATED = 401;

    /// Bytes of a refusal that are worth reading.
    static final int MOST_READ = 64 << 10;

    private static final long LONGEST_PAUSE = 60;

    private final int status;
    private final boolean isProblem;
    private final long retryAfterSeconds;

    private AnswerException(HttpResponse<?> answer, String message) {
        super(message);
        this.status = answer.statusCode();
        this.isProblem =
                answer.headers()
                        .firstValue("Content-Type")
                        .orElse("")
                        .startsWith("application/problem+json");
        this.retryAfterSeconds = seconds(answer.headers().firstValue("Retry-After").orElse(""));
    }

    /// @param what was asked for, for the message
    /// @param body problem+json, or whatever came instead
    public static AnswerException of(String what, HttpResponse<?> answer, String body) {
        return new AnswerException(
                answer, "%s: %d %s".formatted(what, answer.statusCode(), explanation(body)));
    }

    private static String explanation(String body) {
        try {
            return sentences(JSON.readTree(body), body);
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

    /// Only the form with seconds; with a date it says as much as nothing.
    private static long seconds(String retryAfter) {
        return retryAfter.matches("\\d{1,9}")
                ? Math.min(LONGEST_PAUSE, Long.parseLong(retryAfter))
                : 0;
    }

    public int status() {
        return status;
    }

    /// Whether a login would help.
    public boolean isUnauthenticated() {
        return status == UNAUTHENTICATED;
    }

    /// Whether the same may be taken later: the server is in trouble, or has too much to do.
    public boolean isPassing() {
        return status >= 500 || status == 429;
    }

    /// Whether it is the server's own no, to which asking again changes nothing. A 404 in another
    /// form is of a proxy whose server starts again.
    public boolean isFinal() {
        return isProblem && !isPassing();
    }

    /// How long the server asks to wait, at most a minute; zero where it says nothing.
    public Duration retryAfter() {
        return Duration.ofSeconds(retryAfterSeconds);
    }
}
