package io.batchline.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.batchline.contract.batch.BatchDefinition;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.topic.Json;
import io.batchline.testkit.api.CheckedClient;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// What a test asks a gateway on this machine, with a token.
class GatewayClient implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(30);

    private final HttpClient http = CheckedClient.ofServed();
    private final JsonMapper mapper = Json.mapper();
    private final int port;
    private final String token;

    GatewayClient(int port, String token) {
        this.port = port;
        this.token = token;
    }

    /// Waits until the batch is in that state.
    void statusIs(BatchDefinition batch, String status) {
        await().atMost(SOON)
                .until(() ->
                        json("/api/batches/%s/status".formatted(batch.batchId()))
                                .get("status")
                                .asText()
                                .equals(status));
    }

    JsonNode json(String path) throws Exception {
        return jsonAs(token, path);
    }

    JsonNode jsonAs(String anyToken, String path) throws Exception {
        HttpResponse<String> answer = getAs(anyToken, path);
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
        return mapper.readTree(answer.body());
    }

    HttpResponse<String> get(String path, String... headers) throws Exception {
        return http.send(request(path, token, headers), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> getAs(String anyToken, String path) throws Exception {
        return http.send(request(path, anyToken), HttpResponse.BodyHandlers.ofString());
    }

    /// Opens a stream; the answer's head is there when this returns.
    StreamReader stream(BatchId batch, String query, String... headers) throws Exception {
        return StreamReader.of(
                http.send(
                        request("/api/batches/%s/stream%s".formatted(batch, query), token, headers),
                        HttpResponse.BodyHandlers.ofInputStream()));
    }

    /// A client with a small buffer that asks for a stream and then reads nothing.
    Socket stalledStream(BatchId batch) throws Exception {
        var socket = new Socket();
        socket.setReceiveBufferSize(2048);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        String request =
                """
                GET /api/batches/%s/stream HTTP/1.1\r
                Host: localhost\r
                Authorization: Bearer %s\r
                \r
                """
                        .formatted(batch, token);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        if (in.read() != 'H') {
            throw new IllegalStateException("that is no HTTP answer");
        }
        return socket;
    }

    HttpRequest request(String path, String bearer, String... headers) {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port(), path)))
                        .timeout(SOON);
        if (!bearer.isEmpty()) {
            request.header("Authorization", "Bearer " + bearer);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request.build();
    }

    HttpClient http() {
        return http;
    }

    String token() {
        return token;
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        http.close();
    }
}
