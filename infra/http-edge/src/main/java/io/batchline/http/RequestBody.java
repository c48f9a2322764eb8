package io.batchline.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads small bodies strictly: one JSON object with each name once, or a form.
public final class RequestBody {
    private static final String JSON = "application/json";

    /// The media type of a form.
    public static final String FORM = "application/x-www-form-urlencoded";

    private final JsonMapper mapper =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    /// The fields of a JSON object.
    ///
    /// @throws Problem 400 when the body is not JSON, 413 when it is too large, 415 when its type
    ///   says something else, 422 when it is no object
    public Fields json(Context ctx) {
        String type = mediaType(ctx);
        if (!JSON.equals(type)) {
            throw unsupported(type, JSON);
        }
        return new Fields(object(ctx.bodyAsBytes()));
    }

    /// The same where the body may be left out: no fields then.
    public Fields optionalJson(Context ctx) {
        return ctx.bodyAsBytes().length == 0 ? new Fields(mapper.createObjectNode()) : json(ctx);
    }

    /// The fields of a form or of a JSON object; each field of a form is a text, the first of its
    /// name.
    ///
    /// @throws Problem as `json` does
    public Fields formOrJson(Context ctx) {
        String type = mediaType(ctx);
        if (FORM.equals(type)) {
            ObjectNode fields = mapper.createObjectNode();
            ctx.formParamMap()
                    .forEach((name, values) -> {
                        // A value that can't be decoded is left out by Javalin, and its name is
                        // not.
                        if (!values.isEmpty()) {
                            fields.put(name, values.getFirst());
                        }
                    });
            return new Fields(fields);
        }
        if (!JSON.equals(type)) {
            throw unsupported(type, FORM + " or " + JSON);
        }
        return new Fields(object(ctx.bodyAsBytes()));
    }

    private ObjectNode object(byte[] body) {
        try {
            JsonNode tree = mapper.readTree(body);
            if (tree instanceof ObjectNode object) {
                return object;
            }
            throw Problem.of(
                    tree == null || tree.isMissingNode()
                            ? ProblemType.MALFORMED_JSON
                            : ProblemType.INVALID_FIELDS,
                    "the body must be one JSON object");
        } catch (JsonProcessingException e) {
            throw Problem.of(ProblemType.MALFORMED_JSON, sentence(e));
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory failed", e);
        }
    }

    private static String sentence(JsonProcessingException e) {
        var where = e.getLocation();
        // Reading a tree, there is one thing that this can be; its message is for programmers.
        String what =
                e instanceof MismatchedInputException
                        ? "something follows after the end"
                        : e.getOriginalMessage();
        return where == null
                ? what
                : "line %d, column %d: %s".formatted(where.getLineNr(), where.getColumnNr(), what);
    }

    private static @Nullable String mediaType(Context ctx) {
        String header = ctx.contentType();
        return header == null ? null : header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static Problem unsupported(@Nullable String type, String taken) {
        return Problem.of(
                ProblemType.UNSUPPORTED_MEDIA_TYPE,
                "%s: it takes %s"
                        .formatted(
                                type == null ? "no Content-Type was sent" : "Content-Type " + type,
                                taken));
    }
}
