package io.batchline.system.fuzz;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// One request, ready to be sent.
///
/// @param number in the order in which the seed gives them
/// @param from who sends it
/// @param target path and query
@SuppressWarnings("ArrayRecordComponent") // sent once, never compared
record OddRequest(
        int number,
        String operationId,
        Party from,
        String method,
        String target,
        Map<String, String> headers,
        byte[] body) {
    private static final int SHOWN = 300;
    private static final Set<String> OVERRIDING = Set.of("PATCH", "DELETE", "HEAD");

    OddRequest {
        headers = Map.copyOf(new LinkedHashMap<>(headers));
    }

    /// The server takes the method that a header names for the one that was sent. A POST with it is
    /// in the document for itself.
    String meantMethod() {
        String named = headers.getOrDefault("X-HTTP-Method-Override", "");
        return !method.equals("POST") && OVERRIDING.contains(named) ? named : method;
    }

    HttpRequest at(URI server) {
        var request =
                HttpRequest.newBuilder(
                                URI.create(server.resolve("/").toString() + target.substring(1)))
                        .timeout(Duration.ofSeconds(20))
                        .method(
                                method,
                                body.length == 0
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofByteArray(body));
        headers.forEach(request::setHeader);
        return request.build();
    }

    /// Of the body, in bytes.
    int length() {
        return body.length;
    }

    String path() {
        return target.split("\\?", 2)[0];
    }

    @Override
    public String toString() {
        String text = new String(body, StandardCharsets.UTF_8);
        return "#%d %s: %s %s %s %s"
                .formatted(number, operationId, method, cut(target), headers.keySet(), cut(text));
    }

    private static String cut(String text) {
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    }
}
