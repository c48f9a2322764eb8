package io.batchline.http;

import java.util.regex.Pattern;

/// A kind of error that clients may rely on: its URI and status never change. A room may declare
/// its own beside these.
///
/// @param id lower-case words joined by `-`
/// @param title the same words for every case of it
public record ProblemType(String id, int status, String title) {
    // Before the constants, whose construction uses it.
    private static final Pattern FORM = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    public static final ProblemType BAD_REQUEST =
            new ProblemType("bad-request", 400, "The request can't be understood");
    public static final ProblemType MALFORMED_JSON =
            new ProblemType("malformed-json", 400, "The body is not JSON");
    public static final ProblemType UNAUTHENTICATED =
            new ProblemType("unauthenticated", 401, "A valid token is needed");
    public static final ProblemType FORBIDDEN =
            new ProblemType("forbidden", 403, "This is not allowed");
    public static final ProblemType FOREIGN_ORIGIN =
            new ProblemType("foreign-origin", 403, "The request comes from another site");
    public static final ProblemType NOT_FOUND =
            new ProblemType("not-found", 404, "There is no such thing");
    public static final ProblemType METHOD_NOT_ALLOWED =
            new ProblemType("method-not-allowed", 405, "This path takes other methods");
    public static final ProblemType TOO_SLOW =
            new ProblemType("too-slow", 408, "The request did not come in time");
    public static final ProblemType CONFLICT =
            new ProblemType("conflict", 409, "The state does not allow it");
    public static final ProblemType GONE = new ProblemType("gone", 410, "It is kept no longer");
    public static final ProblemType TOO_LARGE =
            new ProblemType("too-large", 413, "The body is too large");
    public static final ProblemType UNSUPPORTED_MEDIA_TYPE =
            new ProblemType("unsupported-media-type", 415, "The content type is not taken");
    public static final ProblemType INVALID_FIELDS =
            new ProblemType("invalid-fields", 422, "Some fields are not valid");
    public static final ProblemType TOO_MANY_REQUESTS =
            new ProblemType("too-many-requests", 429, "Too many requests");
    public static final ProblemType INTERNAL =
            new ProblemType("internal", 500, "Something went wrong here");
    public static final ProblemType UNAVAILABLE =
            new ProblemType("unavailable", 503, "Not available now");

    /// RFC 4918, 11.5.
    public static final ProblemType INSUFFICIENT_STORAGE =
            new ProblemType("insufficient-storage", 507, "The storage is full");

    private static final String NAMESPACE = "urn:batchline:problem:";

    public ProblemType {
        if (!FORM.matcher(id).matches() || status < 400 || status > 599) {
            throw new IllegalArgumentException(
                    "problem type '%s' with status %d: it takes lower-case words joined by -, 400 to 599"
                            .formatted(id, status));
        }
    }

    /// The `type` of RFC 9457.
    public String uri() {
        return NAMESPACE + id;
    }
}
