package io.batchline.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.topic.Json;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/// A client that costs as little as one can: HTTP by hand on one connection, so that what is
/// measured on the same cores is the server. A connection is for one thread.
record DoorClient(URI server, String token) {
    private static final JsonMapper MAPPER = Json.mapper();

    static final String NEW_BATCH =
            """
            {"workload": "answer-sheets", "name": "benchmark", "start": "manual"}\
            """;

    static DoorClient loggedIn(URI server, String user, String password) throws IOException {
        try (Connection connection = new DoorClient(server, "").connect()) {
            String answer =
                    connection.send(
                            "POST",
                            "/api/auth/login",
                            "username=%s&password=%s".formatted(user, password),
                            "Content-Type: application/x-www-form-urlencoded");
            return new DoorClient(server, MAPPER.readTree(answer).path("access_token").asText());
        }
    }

    Connection connect() throws IOException {
        return new Connection(
                new Socket(InetAddress.getLoopbackAddress(), server.getPort()), token);
    }

    /// A connection that is kept.
    static final class Connection implements AutoCloseable {
        private final Socket socket;
        private final String token;
        private final InputStream in;
        private final OutputStream out;
        private String location = "";

        private Connection(Socket socket, String token) throws IOException {
            socket.setTcpNoDelay(true);
            this.socket = socket;
            this.token = token;
            this.in = new BufferedInputStream(socket.getInputStream());
            this.out = socket.getOutputStream();
        }

        BatchId create() throws IOException {
            String answer =
                    send("POST", "/api/batches", NEW_BATCH, "Content-Type: application/json");
            return new BatchId(MAPPER.readTree(answer).path("batch_id").asText());
        }

        /// @return where the upload is
        String beginUpload(BatchId batch, long length) throws IOException {
            String id =
                    Base64.getEncoder()
                            .encodeToString(batch.value().getBytes(StandardCharsets.UTF_8));
            send(
                    "POST",
                    "/api/uploads",
                    "",
                    "Tus-Resumable: 1.0.0",
                    "Upload-Metadata: batch_id " + id,
                    "Upload-Length: " + length);
            return location;
        }

        /// Sends so many bytes of the block, again and again.
        void patch(String upload, long offset, byte[] block, long length) throws IOException {
            head(
                    "PATCH",
                    upload,
                    length,
                    "Tus-Resumable: 1.0.0",
                    "Content-Type: application/offset+octet-stream",
                    "Upload-Offset: " + offset);
            for (long left = length; left > 0; left -= block.length) {
                out.write(block, 0, (int) Math.min(left, block.length));
            }
            answer();
        }

        String get(String path) throws IOException {
            return send("GET", path, "");
        }

        private String send(String method, String path, String body, String... headers)
                throws IOException {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            head(method, path, bytes.length, headers);
            out.write(bytes);
            return answer();
        }

        private void head(String method, String path, long length, String... headers)
                throws IOException {
            var head =
                    new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n")
                            .append(
                                    token.isEmpty()
                                            ? ""
                                            : "Authorization: Bearer " + token + "\r\n")
                            .append("Content-Length: " + length + "\r\n");
            for (String header : headers) {
                head.append(header).append("\r\n");
            }
            out.write(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        }

        private String answer() throws IOException {
            String status = line();
            int length = 0;
            boolean chunked = false;
            for (String header = line(); !header.isEmpty(); header = line()) {
                String small = header.toLowerCase(Locale.ROOT);
                if (small.startsWith("content-length:")) {
                    length = Integer.parseInt(header.substring(15).strip());
                } else if (small.startsWith("location:")) {
                    location = header.substring(9).strip();
                } else if (small.startsWith("transfer-encoding:")) {
                    chunked = true;
                }
            }
            String body = chunked ? chunks() : text(length);
            if (!status.startsWith("HTTP/1.1 2")) {
                throw new IOException(status + ": " + body);
            }
            return body;
        }

        private String chunks() throws IOException {
            var body = new StringBuilder();
            int size;
            do {
                size = Integer.parseInt(line(), 16);
                body.append(text(size));
                line();
            } while (size > 0);
            return body.toString();
        }

        private String text(int length) throws IOException {
            return new String(in.readNBytes(length), StandardCharsets.UTF_8);
        }

        private String line() throws IOException {
            var line = new StringBuilder();
            for (int next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0) {
                    throw new IOException("the server has closed the connection");
                }
                if (next != '\r') {
                    line.append((char) next);
                }
            }
            return line.toString();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
