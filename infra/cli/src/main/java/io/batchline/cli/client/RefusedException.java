package io.batchline.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.batchline.client.AnswerException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/// The server answered with something else than what was asked for; the message is its own words, a
/// line for each field that it did not take.
public final class RefusedException extends AnswerException {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 500;

    private RefusedException(HttpResponse<?> answer, String message) {
        super(answer, message);
    }

    /// @param body problem+json, or whatever came instead
    static RefusedException of(
            ObjectMapper json, String what, HttpResponse<?> answer, String body) {
        return new RefusedException(
                answer, "%s: %d %s".formatted(what, answer.statusCode(), explanation(json, body)));
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

    /// Whether a login would help.
    public boolean isUnauthenticated() {
        return status() == 401;
    }
}
