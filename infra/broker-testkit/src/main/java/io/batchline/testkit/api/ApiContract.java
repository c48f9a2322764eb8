package io.batchline.testkit.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.batchline.testkit.schema.ClosedSchemas;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What the document of the API says of an answer: is its status listed, its content type, and does
/// its body fit. A field that the document does not name is a difference too. For any threads.
public final class ApiContract {
    private static final String PROBLEM = "application/problem+json";
    private static final int NOT_FOUND = 404;
    private static final int BAD_REQUEST = 400;
    private static final int METHOD_NOT_ALLOWED = 405;

    private final JsonMapper mapper = new JsonMapper();
    private final Map<JsonNode, Schema> compiled = new ConcurrentHashMap<>();
    private final SchemaRegistry registry =
            ClosedSchemas.registry(SpecificationVersion.DRAFT_2020_12);
    private final JsonNode document;
    private final ClosedSchemas schemas;
    private final List<ApiPath> paths;

    private ApiContract(JsonNode document) {
        this.document = document;
        this.schemas = new ClosedSchemas(document.at("/components/schemas"));
        this.paths = ApiPath.all(document.path("paths"));
    }

    /// The document that the servers of this JVM answer with.
    public static ApiContract served() {
        try (InputStream file = ApiContract.class.getResourceAsStream("/openapi.json")) {
            return new ApiContract(
                    new JsonMapper().readTree(Objects.requireNonNull(file, "/openapi.json")));
        } catch (IOException e) {
            throw new UncheckedIOException("the document of the API can't be read", e);
        }
    }

    /// @param document an OpenAPI 3.1 document
    public static ApiContract of(JsonNode document) {
        return new ApiContract(document);
    }

    public JsonNode document() {
        return document;
    }

    /// Where the answer differs from what the document says; empty when it fits. Of paths outside
    /// of `/api/` that the document does not name nothing is said.
    public List<String> differences(Answer answer) {
        Optional<ApiPath> path = ApiPath.find(paths, answer.method(), answer.path());
        if (path.isEmpty()) {
            return answer.path().startsWith("/api/")
                    ? error(answer, NOT_FOUND, METHOD_NOT_ALLOWED)
                    : List.of();
        }
        JsonNode operation = path.get().operation(answer.method());
        boolean isHead = answer.method().equals("HEAD");
        if (operation.isMissingNode() || (isHead && answer.status() == METHOD_NOT_ALLOWED)) {
            // What is no good HTTP is refused before anyone looks for a method.
            return error(answer, METHOD_NOT_ALLOWED, BAD_REQUEST);
        }
        JsonNode response = operation.path("responses").path(Integer.toString(answer.status()));
        return response.isMissingNode()
                ? List.of("status %d is not listed".formatted(answer.status()))
                : content(answer, response.path("content"));
    }

    /// Headers that the document promises with such an answer and that are not among these.
    ///
    /// @param has whether the answer has a header of that name
    public List<String> missingHeaders(Answer answer, Predicate<String> has) {
        return ApiPath.find(paths, answer.method(), answer.path())
                .map(path -> path.operation(answer.method()))
                .map(operation -> operation.at("/responses/%d/headers".formatted(answer.status())))
                .map(JsonNode::properties)
                .orElseGet(Set::of)
                .stream()
                .filter(header -> header.getValue().path("required").asBoolean())
                .map(Map.Entry::getKey)
                .filter(has.negate())
                .map("header %s is missing"::formatted)
                .toList();
    }

    /// Whether this JSON fits what the operation of that id answers with that status.
    public List<String> differences(String operationId, int status, JsonNode body) {
        return paths.stream()
                .flatMap(path -> path.operations().stream())
                .filter(each -> each.path("operationId").asText().equals(operationId))
                .findFirst()
                .map(each ->
                        each.at("/responses/%d/content/application~1json/schema".formatted(status)))
                .map(schema -> unfit(schema, body))
                .orElseThrow();
    }

    private List<String> error(Answer answer, int... statuses) {
        for (int status : statuses) {
            if (answer.status() == status) {
                return unfitBody(answer, PROBLEM, document.at("/components/schemas/Problem"));
            }
        }
        return List.of("the document has no %s here".formatted(answer.method()));
    }

    private List<String> content(Answer answer, JsonNode content) {
        if (content.isEmpty()) {
            return answer.isBodyEmpty() ? List.of() : List.of("a body, where none is described");
        }
        String type = answer.mediaType();
        for (Map.Entry<String, JsonNode> each : content.properties()) {
            if (includes(each.getKey(), type)) {
                return unfitBody(answer, type, each.getValue().path("schema"));
            }
        }
        return List.of("content type '%s' is not listed".formatted(type));
    }

    private List<String> unfitBody(Answer answer, String type, JsonNode schema) {
        if (!answer.mediaType().equals(type)) {
            return List.of("content type '%s', not %s".formatted(answer.mediaType(), type));
        }
        String body = answer.body();
        if (body == null || answer.method().equals("HEAD") || !isJson(type)) {
            return List.of();
        }
        try {
            return unfit(schema, mapper.readTree(body));
        } catch (JsonProcessingException e) {
            return List.of("not JSON: " + e.getOriginalMessage());
        }
    }

    private List<String> unfit(JsonNode schema, JsonNode value) {
        var found = new ArrayList<String>();
        compiled.computeIfAbsent(schema, each -> registry.getSchema(schemas.closed(each)))
                .validate(value)
                .forEach(error -> found.add(error.toString()));
        return found;
    }

    private static boolean isJson(String type) {
        return type.equals("application/json") || type.endsWith("+json");
    }

    /// Whether a range such as `image/*` includes a type.
    private static boolean includes(String range, String type) {
        return range.equals(type)
                || (range.endsWith("/*")
                        && type.startsWith(range.substring(0, range.length() - 1)));
    }

    /// An answer as it came.
    ///
    /// @param path as it was sent, without the query
    /// @param contentType as it was sent; empty for none
    /// @param body as text, whatever it is; null where it was not kept: then nothing is said of it
    public record Answer(
            String method, String path, int status, String contentType, @Nullable String body) {

        String mediaType() {
            return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        }

        boolean isBodyEmpty() {
            return body == null || body.isEmpty();
        }
    }
}
