package io.batchline.client;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;

/// Something answered, and not with what was asked for.
public class AnswerException extends IOException {
    private static final long serialVersionUID = 1L;
    private static final long LONGEST_PAUSE = 60;

    private final int status;
    private final boolean isProblem;
    private final long retryAfterSeconds;

    public AnswerException(HttpResponse<?> answer, String message) {
        super(message);
        this.status = answer.statusCode();
        this.isProblem =
                answer.headers()
                        .firstValue("Content-Type")
                        .orElse("")
                        .startsWith("application/problem+json");
        this.retryAfterSeconds = seconds(answer.headers().firstValue("Retry-After").orElse(""));
    }

    /// Only the form with seconds; with a date it says as much as nothing.
    private static long seconds(String retryAfter) {
        return retryAfter.matches("\\d{1,9}")
                ? Math.min(LONGEST_PAUSE, Long.parseLong(retryAfter))
                : 0;
    }

    public final int status() {
        return status;
    }

    /// Whether the same may be taken later: the server is in trouble, or has too much to do.
    public final boolean isPassing() {
        return status >= 500 || status == 429;
    }

    /// Whether it is the server's own no, to which asking again changes nothing. A 404 in another
    /// form is of a proxy whose server starts again.
    public final boolean isFinal() {
        return isProblem && !isPassing();
    }

    /// How long the server asks to wait, at most a minute; zero where it says nothing.
    public final Duration retryAfter() {
        return Duration.ofSeconds(retryAfterSeconds);
    }
}
