package io.batchline.cli.submit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.batchline.cli.client.ApiClient;
import io.batchline.cli.display.LineBoard;
import io.batchline.cli.shell.NativeTerminal;
import io.batchline.cli.shell.Setting;
import io.batchline.cli.upload.FileSource;
import io.batchline.cli.upload.KeptUpload;
import io.batchline.cli.upload.KeptUploads;
import io.batchline.contract.id.BatchId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of an earlier batch, told by the requests that a server gets. Its upload is
/// `before`, the one that is begun now `now`.
@Timeout(60)
class SourceSubmissionTest {
    private static final ObjectNode REQUEST =
            JsonNodeFactory.instance.objectNode().put("workload", "rehearsal");
    private static final String CANCEL = "POST /api/batches/b-before/cancel";

    @TempDir private Path home;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private String offsetBefore = "";
    private String statusBefore = "{\"source\": null}";
    private HttpServer server;
    private ApiClient api;
    private KeptUploads kept;
    private Path file;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        api = new ApiClient(URI.create("http://127.0.0.1:" + server.getAddress().getPort()), "t");
        kept = new KeptUploads(setting());
        file = Files.writeString(home.resolve("a.bin"), "12345");
    }

    @AfterEach
    void stop() throws IOException {
        kept.close();
        api.close();
        server.stop(0);
    }

    @Test
    void a_batch_that_had_arrived_whole_is_not_cancelled_by_the_next() throws Exception {
        offsetBefore = "9";
        keep("9 bytes of 1", "/api/uploads/before");

        assertThat(run()).isEqualTo(new BatchId("b-now"));

        assertThat(asked).noneMatch(each -> each.contains("cancel") || each.contains("DELETE"));
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("had arrived whole");
        assertThat(isKept()).isFalse();
    }

    @Test
    void one_that_was_in_the_middle_is_ended() throws Exception {
        offsetBefore = "3";
        keep("9 bytes of 1", "/api/uploads/before");

        run();

        assertThat(asked).contains("DELETE /api/uploads/before", CANCEL);
    }

    @Test
    void one_whose_upload_has_expired_is_cancelled_too() throws Exception {
        keep(FileSource.of(file).mark().orElseThrow().content(), "/api/uploads/before");

        assertThat(run()).isEqualTo(new BatchId("b-now"));

        assertThat(asked).contains(CANCEL);
    }

    @Test
    void one_whose_source_has_come_in_another_way_is_left_alone() throws Exception {
        statusBefore = "{\"source\": {\"file_name\": \"a\", \"size\": 1}}";
        keep(FileSource.of(file).mark().orElseThrow().content(), "/api/uploads/before");

        run();

        assertThat(asked).doesNotContain(CANCEL);
    }

    @Test
    void two_calls_at_once_make_a_batch_each_and_what_is_kept_stays_the_first_ones()
            throws Exception {
        keep("9 bytes of 1", "/api/uploads/before");
        try (KeptUploads.Claim first = kept.claim(of()).orElseThrow()) {
            assertThat(run()).isEqualTo(new BatchId("b-now"));

            assertThat(first.find()).isPresent();
        }
        assertThat(asked).noneMatch(each -> each.contains("before"));
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("another call sends this");
    }

    private BatchId run() throws IOException, InterruptedException {
        PrintStream err = new PrintStream(said, true, StandardCharsets.UTF_8);
        try (Interruption interruption = Interruption.told(err);
                LineBoard board = new LineBoard(err)) {
            return new SourceSubmission(api, kept, FileSource.of(file), "a.bin", board)
                    .run(REQUEST, interruption);
        }
    }

    private KeptUpload.Of of() {
        return new KeptUpload.Of(api.server().toString(), "default/ann", file.toString());
    }

    private void keep(String content, String upload) throws IOException {
        try (KeptUploads.Claim claim = kept.claim(of()).orElseThrow()) {
            claim.keep(
                    new KeptUpload(of(), content, REQUEST, "key", new BatchId("b-before"), upload));
        }
    }

    private boolean isKept() throws IOException {
        try (KeptUploads.Claim claim = kept.claim(of()).orElseThrow()) {
            return claim.find().isPresent();
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String what = exchange.getRequestMethod() + " " + path;
        byte[] sent = exchange.getRequestBody().readAllBytes();
        asked.add(what);
        var headers = exchange.getResponseHeaders();
        switch (what) {
            case "GET /api/auth/me" ->
                    answer(exchange, 200, "{\"tenant\": \"default\", \"username\": \"ann\"}");
            case "GET /api/batches/b-before/status" -> answer(exchange, 200, statusBefore);
            case CANCEL -> answer(exchange, 202, "{}");
            case "POST /api/batches" -> answer(exchange, 201, "{\"batch_id\": \"b-now\"}");
            case "POST /api/uploads" -> {
                headers.set("Location", "/api/uploads/now");
                answer(exchange, 201, "");
            }
            case "PATCH /api/uploads/now" -> {
                headers.set("Upload-Offset", Integer.toString(sent.length));
                answer(exchange, 204, "");
            }
            default -> {
                if (!offsetBefore.isEmpty()) {
                    headers.set("Upload-Offset", offsetBefore);
                    headers.set("Upload-Length", "9");
                }
                answer(exchange, offsetBefore.isEmpty() ? 410 : 204, "");
            }
        }
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private Setting setting() {
        return new Setting(
                Map.of(),
                home,
                InputStream.nullInputStream(),
                System.out,
                System.err,
                new NativeTerminal());
    }
}
