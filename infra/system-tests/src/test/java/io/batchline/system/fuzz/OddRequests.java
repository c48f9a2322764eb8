package io.batchline.system.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Collectors;

/// Requests for every operation of the document in turn, those that remove something last. The same
/// seed gives the same requests. By one thread.
final class OddRequests {
    private final OddValues values;
    private final OddBodies bodies;
    private final List<Party> parties;
    private final List<Described> operations;

    private record Described(String path, String method, JsonNode operation) {
        boolean removes() {
            return method.equals("DELETE") || path.endsWith("/logout");
        }
    }

    OddRequests(long seed, JsonNode document, List<Party> parties) {
        this.values = new OddValues(new SplittableRandom(seed));
        this.bodies = new OddBodies(values);
        this.parties = List.copyOf(parties);
        this.operations =
                document.path("paths").properties().stream()
                        .flatMap(path ->
                                path.getValue().properties().stream()
                                        .map(each ->
                                                new Described(
                                                        path.getKey(),
                                                        each.getKey().toUpperCase(Locale.ROOT),
                                                        each.getValue())))
                        .sorted(Comparator.comparing(Described::removes))
                        .toList();
    }

    List<String> operationIds() {
        return operations.stream()
                .map(each -> each.operation.path("operationId").asText())
                .toList();
    }

    /// @param each so many of each operation
    List<OddRequest> make(int each) {
        var made = new ArrayList<OddRequest>();
        for (boolean removes : new boolean[] {false, true}) {
            for (int i = 0; i < each; i++) {
                operations.stream()
                        .filter(one -> one.removes() == removes)
                        .forEach(one -> made.add(request(made.size(), one)));
            }
        }
        return made;
    }

    private OddRequest request(int number, Described one) {
        Party from = values.oneOf(parties);
        var headers = new HashMap<String, String>();
        if (!values.oneIn(25)) {
            String token = values.oneIn(25) ? header(values.text()) : values.oneOf(from.tokens());
            headers.put("Authorization", "Bearer " + token);
        }
        String path = one.path;
        var query = new ArrayList<String>();
        for (JsonNode parameter : one.operation.path("parameters")) {
            String name = parameter.path("name").asText();
            switch (parameter.path("in").asText()) {
                case "path" -> path = path.replace("{%s}".formatted(name), place(name, from));
                case "query" -> query.addAll(query(name, parameter.path("schema")));
                default -> {
                    if (values.oneIn(2)) {
                        headers.put(name, header(value(parameter.path("schema"))));
                    }
                }
            }
        }
        OddBodies.Body body = bodies.of(one.operation);
        if (!body.contentType().isEmpty()) {
            headers.put("Content-Type", body.contentType());
        }
        return new OddRequest(
                number,
                one.operation.path("operationId").asText(),
                from,
                method(one),
                query.isEmpty() ? path : path + "?" + String.join("&", query),
                headers,
                body.bytes());
    }

    private String method(Described one) {
        if (values.oneIn(30)) {
            return values.oneOf(List.of("POST", "PUT", "PATCH", "OPTIONS", "TRACE", "ODD"));
        }
        return one.method.equals("GET") && values.oneIn(15) ? "HEAD" : one.method;
    }

    /// Mostly what is there, the other's among it.
    private String place(String name, Party from) {
        Party whose = values.oneIn(3) ? values.oneOf(parties) : from;
        List<String> known = name.equals("job_id") ? whose.jobs() : whose.batches();
        if (values.oneIn(5) || !name.endsWith("_id")) {
            return encoded(values.text());
        }
        return values.oneIn(10) ? new UUID(1, number()).toString() : values.oneOf(known);
    }

    private long number() {
        return values.any().hashCode();
    }

    private List<String> query(String name, JsonNode schema) {
        var pairs = new ArrayList<String>();
        while (values.oneIn(2)) {
            pairs.add(name + "=" + encoded(value(schema)));
        }
        return pairs;
    }

    private String value(JsonNode schema) {
        return values.oneIn(2) ? written(values.fitting(schema)) : values.text();
    }

    /// Several are divided by commas.
    private static String written(JsonNode value) {
        return value.isArray()
                ? value.valueStream().map(JsonNode::asText).collect(Collectors.joining(","))
                : value.asText();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// What a client can send within a header.
    private static String header(String text) {
        return text.chars()
                .filter(each -> (each >= ' ' && each < 0x7f) || (each > 0xa0 && each < 0x100))
                .limit(2_000)
                .mapToObj(each -> String.valueOf((char) each))
                .collect(Collectors.joining())
                .strip();
    }
}
