package io.batchline.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Random;

/// The protocol's requests, one by one, with what a test wants to be wrong in them.
record Tus(URI server, String token, HttpClient client) {
    static final String CHUNK = "application/offset+octet-stream";

    static Tus of(RunningIngest ingest, String token) {
        return new Tus(ingest.uri("/"), token, HttpClient.newHttpClient());
    }

    static byte[] bytes(int count, long seed) {
        byte[] bytes = new byte[count];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    static String metadata(String batch) {
        return "batch_id %s,filename %s"
                .formatted(base64(batch.getBytes(UTF_8)), base64("scans.zip".getBytes(UTF_8)));
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /// The path of a new upload.
    String begin(String batch, long length) throws IOException, InterruptedException {
        return create("Upload-Metadata", metadata(batch), "Upload-Length", Long.toString(length))
                .headers()
                .firstValue("Location")
                .orElseThrow();
    }

    /// The path of a new part of the batch's source.
    String part(String batch, long length) throws IOException, InterruptedException {
        return create(
                        "Upload-Metadata",
                        metadata(batch),
                        "Upload-Length",
                        Long.toString(length),
                        "Upload-Concat",
                        "partial")
                .headers()
                .firstValue("Location")
                .orElseThrow();
    }

    /// The path of a part that is whole.
    String part(String batch, byte[] bytes) throws IOException, InterruptedException {
        String part = part(batch, bytes.length);
        if (patch(part, 0, bytes).statusCode() != 204) {
            throw new AssertionError("the part was not taken");
        }
        return part;
    }

    /// Makes the batch's source of these.
    HttpResponse<String> join(String batch, String... parts)
            throws IOException, InterruptedException {
        return create(
                "Upload-Metadata",
                metadata(batch),
                "Upload-Concat",
                "final;" + String.join(" ", parts));
    }

    HttpResponse<String> create(String... headers) throws IOException, InterruptedException {
        return send("POST", "/api/uploads", BodyPublishers.noBody(), headers);
    }

    HttpResponse<String> head(String path) throws IOException, InterruptedException {
        return send("HEAD", path, BodyPublishers.noBody());
    }

    HttpResponse<String> delete(String path) throws IOException, InterruptedException {
        return send("DELETE", path, BodyPublishers.noBody());
    }

    HttpResponse<String> patch(String path, long offset, byte[] bytes, String... headers)
            throws IOException, InterruptedException {
        String[] all = new String[headers.length + 4];
        System.arraycopy(headers, 0, all, 4, headers.length);
        all[0] = "Content-Type";
        all[1] = CHUNK;
        all[2] = "Upload-Offset";
        all[3] = Long.toString(offset);
        return send("PATCH", path, BodyPublishers.ofByteArray(bytes), all);
    }

    HttpResponse<String> send(String method, String path, BodyPublisher body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = plain(method, path, body).header("Tus-Resumable", "1.0.0");
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /// Without the protocol's own header.
    HttpRequest.Builder plain(String method, String path, BodyPublisher body) {
        return HttpRequest.newBuilder(server.resolve(path))
                .header("Authorization", "Bearer " + token)
                .timeout(Duration.ofSeconds(60))
                .method(method, body);
    }

    static long offset(HttpResponse<String> answer) {
        return answer.headers().firstValueAsLong("Upload-Offset").orElse(-1);
    }

    /// A chunk that says `said` bytes and of which these come.
    Socket half(String path, long offset, long said, byte[] sent, String... headers)
            throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort());
        OutputStream out = socket.getOutputStream();
        var head =
                new StringBuilder("PATCH %s HTTP/1.1\r\nHost: 127.0.0.1\r\n".formatted(path))
                        .append("Authorization: Bearer %s\r\n".formatted(token))
                        .append("Tus-Resumable: 1.0.0\r\nContent-Type: %s\r\n".formatted(CHUNK))
                        .append(
                                "Upload-Offset: %d\r\nContent-Length: %d\r\n"
                                        .formatted(offset, said));
        for (int i = 0; i < headers.length; i += 2) {
            head.append("%s: %s\r\n".formatted(headers[i], headers[i + 1]));
        }
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        out.write(sent);
        out.flush();
        return socket;
    }
}
