package io.batchline.http;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// An error answer (RFC 9457): thrown by a handler, written by the server. The detail is for the
/// client and never tells what the inside looks like.
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ProblemType type;
    private final String detail;
    private final transient List<FieldError> errors;
    private final transient Map<String, String> headers;

    private Problem(
            ProblemType type, String detail, List<FieldError> errors, Map<String, String> headers) {
        // An expected answer: its stack trace is of no use and costs time.
        super(type.id() + ": " + detail, null, false, false);
        this.type = type;
        this.detail = detail;
        this.errors = List.copyOf(errors);
        this.headers = Map.copyOf(headers);
    }

    public static Problem of(ProblemType type, String detail) {
        return new Problem(type, detail, List.of(), Map.of());
    }

    public static Problem notFound(String detail) {
        return of(ProblemType.NOT_FOUND, detail);
    }

    public static Problem conflict(String detail) {
        return of(ProblemType.CONFLICT, detail);
    }

    public static Problem unavailable(String detail) {
        return of(ProblemType.UNAVAILABLE, detail);
    }

    /// 422 with every bad field.
    public static Problem invalid(List<FieldError> errors) {
        return new Problem(
                ProblemType.INVALID_FIELDS,
                errors.size() == 1
                        ? "1 field is not valid"
                        : errors.size() + " fields are not valid",
                errors,
                Map.of());
    }

    public static Problem invalid(String field, String message) {
        return invalid(List.of(new FieldError(field, message)));
    }

    /// 401 as RFC 6750 wants it.
    public static Problem unauthenticated(String detail) {
        return of(ProblemType.UNAUTHENTICATED, detail).withHeader("WWW-Authenticate", "Bearer");
    }

    public static Problem tooManyRequests(String detail, Duration retryAfter) {
        long seconds = Math.max(1, retryAfter.plusMillis(999).toSeconds());
        return of(ProblemType.TOO_MANY_REQUESTS, detail)
                .withHeader("Retry-After", Long.toString(seconds));
    }

    public Problem withHeader(String name, String value) {
        var more = new HashMap<>(headers);
        more.put(name, value);
        return new Problem(type, detail, errors, more);
    }

    public ProblemType type() {
        return type;
    }

    public String detail() {
        return detail;
    }

    public List<FieldError> errors() {
        return errors;
    }

    public Map<String, String> headers() {
        return headers;
    }
}
