package io.batchline.system.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.http.Operation;
import io.batchline.http.Operation.Answer;
import io.batchline.http.Operation.Content;
import io.batchline.http.Operation.In;
import io.batchline.http.Operation.Parameter;
import io.batchline.http.Permission;
import io.batchline.http.ProblemType;
import io.batchline.testkit.schema.RecordSchemas;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The OpenAPI 3.1 document of operations (https://spec.openapis.org/oas/v3.1.1.html). The same
/// operations give the same bytes, so that the document can be kept and compared.
final class ApiDocument {
    private static final String PROBLEM = "application/problem+json";
    private static final int TOO_MANY = ProblemType.TOO_MANY_REQUESTS.status();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final RecordSchemas schemas = RecordSchemas.ofAnswers();

    ObjectNode of(List<Operation> operations) {
        ObjectNode document = NODES.objectNode().put("openapi", "3.1.1");
        document.putObject("info")
                .put("title", "Batchline")
                .put("version", "1")
                .put("summary", "Batches of many items, every step of them to be watched")
                .putObject("license")
                .put("name", "Apache-2.0")
                .put("identifier", "Apache-2.0");
        document.putArray("servers").addObject().put("url", "/");
        document.set("paths", paths(operations));
        ObjectNode components = document.putObject("components");
        ObjectNode definitions = schemas.definitions();
        definitions.set("Problem", problem());
        components.set("schemas", sorted(definitions));
        ObjectNode ways = components.putObject("securitySchemes");
        ways.putObject("bearer").put("type", "http").put("scheme", "bearer");
        ways.putObject("cookie")
                .put("type", "apiKey")
                .put("in", "cookie")
                .put("name", "batchline_session");
        ways.putObject(Operation.TICKET)
                .put("type", "apiKey")
                .put("in", "query")
                .put("name", Operation.TICKET);
        return document;
    }

    private ObjectNode paths(List<Operation> operations) {
        ObjectNode paths = NODES.objectNode();
        operations.stream()
                .sorted(
                        Comparator.comparing(Operation::path)
                                .thenComparing(each -> each.method().name()))
                .forEach(operation ->
                        paths.withObject("/" + pointer(operation.path()))
                                .set(
                                        operation.method().name().toLowerCase(Locale.ROOT),
                                        operation(operation)));
        return paths;
    }

    /// RFC 6901.
    private static String pointer(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private ObjectNode operation(Operation operation) {
        ObjectNode node =
                NODES.objectNode()
                        .put("operationId", operation.id())
                        .put("summary", operation.summary())
                        .<ObjectNode>set("tags", NODES.arrayNode().add(group(operation)))
                        .put("x-permission", operation.needed().name().toLowerCase(Locale.ROOT));
        if (operation.needed() != Permission.NONE) {
            ArrayNode ways = node.putArray("security");
            ways.addObject().putArray("bearer");
            ways.addObject().putArray("cookie");
            if (operation.isOpenToTickets()) {
                ways.addObject().putArray(Operation.TICKET);
            }
        }
        if (!operation.parameters().isEmpty()) {
            ArrayNode parameters = node.putArray("parameters");
            operation.parameters().forEach(each -> parameters.add(parameter(each)));
        }
        if (!operation.bodies().isEmpty()) {
            ObjectNode body = node.putObject("requestBody").put("required", operation.needsBody());
            operation.bodies().forEach(each -> content(body, each));
        }
        node.set("responses", responses(operation));
        return node;
    }

    /// What a reader looks for it under: the first name of its path.
    private static String group(Operation operation) {
        String[] names = operation.path().split("/", -1);
        if (operation.id().startsWith("older")) {
            return "older paths";
        }
        return names[1].equals("api") ? names[2].split("\\.", 2)[0] : "service";
    }

    private static ObjectNode parameter(Parameter parameter) {
        ObjectNode node =
                NODES.objectNode()
                        .put("name", parameter.name())
                        .put("in", parameter.in().name().toLowerCase(Locale.ROOT))
                        .put("required", parameter.in() == In.PATH);
        if (!parameter.description().isEmpty()) {
            node.put("description", parameter.description());
        }
        ObjectNode schema = parameter.shape().schema();
        if (schema.path("type").asText().equals("array")) {
            // Several are divided by commas.
            node.put("style", "form").put("explode", false);
        }
        node.set("schema", schema);
        return node;
    }

    private ObjectNode responses(Operation operation) {
        var responses = new TreeMap<Integer, ObjectNode>();
        operation.answers().forEach((status, answer) -> responses.put(status, response(answer)));
        Map<Integer, List<ProblemType>> problems =
                operation.problems().stream().collect(Collectors.groupingBy(ProblemType::status));
        problems.forEach((status, types) -> {
            ObjectNode response =
                    responses.computeIfAbsent(
                            status, _ -> NODES.objectNode().put("description", described(types)));
            if (status == TOO_MANY) {
                ObjectNode after = response.putObject("headers").putObject("Retry-After");
                after.put("description", "seconds to wait").put("required", true);
                after.putObject("schema").put("type", "integer").put("minimum", 1);
            }
            response.withObject("/content")
                    .putObject(PROBLEM)
                    .putObject("schema")
                    .put("$ref", "#/components/schemas/Problem");
        });
        ObjectNode node = NODES.objectNode();
        responses.forEach((status, response) -> node.set(Integer.toString(status), response));
        return node;
    }

    private static String described(List<ProblemType> types) {
        return types.stream()
                .map(type -> "%s (`%s`)".formatted(type.title(), type.id()))
                .sorted()
                .collect(Collectors.joining("; "));
    }

    private ObjectNode response(Answer answer) {
        ObjectNode node = NODES.objectNode().put("description", answer.description());
        Content content = answer.content();
        if (content != null) {
            content(node, content);
        }
        return node;
    }

    private void content(ObjectNode holder, Content content) {
        ObjectNode schema =
                switch (content.types().size()) {
                    case 0 -> java.util.Objects.requireNonNull(content.shape()).schema();
                    case 1 -> schemas.of(content.types().getFirst());
                    default -> {
                        ObjectNode either = NODES.objectNode();
                        ArrayNode several = either.putArray("anyOf");
                        content.types().forEach(type -> several.add(schemas.of(type)));
                        yield either;
                    }
                };
        holder.withObject("/content").putObject(content.mediaType()).set("schema", schema);
    }

    /// RFC 9457, with the fields that are wrong.
    private static ObjectNode problem() {
        ObjectNode problem = NODES.objectNode().put("type", "object");
        ObjectNode properties = problem.putObject("properties");
        properties.putObject("type").put("type", "string").put("format", "uri");
        properties.putObject("title").put("type", "string");
        properties.putObject("status").put("type", "integer");
        properties.putObject("detail").put("type", "string");
        properties.putObject("instance").put("type", "string");
        ObjectNode error =
                properties
                        .putObject("errors")
                        .put("type", "array")
                        .putObject("items")
                        .put("type", "object");
        error.putObject("properties").putObject("field").put("type", "string");
        error.withObject("/properties").putObject("message").put("type", "string");
        error.putArray("required").add("field").add("message");
        problem.putArray("required")
                .add("type")
                .add("title")
                .add("status")
                .add("detail")
                .add("instance");
        return problem;
    }

    private static ObjectNode sorted(ObjectNode node) {
        ObjectNode sorted = NODES.objectNode();
        node.properties().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(each -> sorted.set(each.getKey(), each.getValue()));
        return sorted;
    }
}
