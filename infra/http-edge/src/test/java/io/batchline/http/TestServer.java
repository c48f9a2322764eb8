package io.batchline.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.batchline.contract.topic.Json;
import io.javalin.http.Handler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/// A server on a free port with the routes of one test, and a client of it.
public final class TestServer implements AutoCloseable {
    static final long LARGEST_BODY = 1000;
    private static final JsonMapper MAPPER = Json.mapper();

    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    public TestServer(Routes... routes) {
        this(AllowedOrigins.NONE, routes);
    }

    public TestServer(AllowedOrigins origins, Routes... routes) {
        this.server =
                HttpServer.start(
                        new HttpConfig(
                                HttpConfig.LOOPBACK,
                                0,
                                LARGEST_BODY,
                                Duration.ofSeconds(10),
                                Duration.ofMillis(300),
                                origins,
                                TrustedProxies.NONE),
                        List.of(routes));
    }

    /// For whoever asks.
    public static void get(Api api, String path, Handler handler) {
        api.add(Operation.get(path, "get", Permission.NONE, "A test"), handler);
    }

    /// For whoever asks.
    public static void post(Api api, String path, Handler handler) {
        api.add(Operation.post(path, "post", Permission.NONE, "A test"), handler);
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:%d%s".formatted(server.port(), path)))
                .timeout(Duration.ofSeconds(20));
    }

    public HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    public HttpResponse<String> post(String path, String contentType, String body)
            throws IOException, InterruptedException {
        return send(
                request(path)
                        .header("Content-Type", contentType)
                        .POST(BodyPublishers.ofString(body)));
    }

    /// Sends these bytes and returns all that comes back until the server closes.
    String raw(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    public int port() {
        return server.port();
    }

    public static JsonNode json(HttpResponse<String> answer) throws IOException {
        return MAPPER.readTree(answer.body());
    }

    @Override
    public void close() {
        server.close();
    }
}
