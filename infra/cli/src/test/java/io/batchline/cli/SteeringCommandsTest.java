package io.batchline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.batchline.cli.shell.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SteeringCommandsTest {
    private final List<String> asked = new CopyOnWriteArrayList<>();
    @TempDir private Path home;
    private String errors = "";
    private volatile int status = 202;
    private volatile String body = "{\"detail\": \"the batch has ended\"}";
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    String sent =
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8);
                    String path = exchange.getRequestURI().getPath();
                    asked.add("%s %s %s".formatted(exchange.getRequestMethod(), path, sent));
                    byte[] answer = body.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void each_command_asks_at_its_door() {
        assertThat(run("pause", "b1")).isZero();
        assertThat(run("resume", "b1")).isZero();
        assertThat(run("retry", "b1")).isZero();
        assertThat(run("retry", "b1", "--item", "b1.000000", "--item", "b1.000001")).isZero();
        assertThat(run("retry", "b1", "--cause", "no_markers")).isZero();
        assertThat(run("change", "b1", "--priority", "urgent")).isZero();
        assertThat(run("change", "b1", "--priority", "low", "--concurrency", "3")).isZero();
        assertThat(run("change", "b1", "--concurrency", "max")).isZero();
        assertThat(run("delete", "b1", "b2")).isZero();
        assertThat(run("start", "b1")).isZero();

        assertThat(asked)
                .containsExactly(
                        "POST /api/batches/b1/pause ",
                        "POST /api/batches/b1/resume ",
                        "POST /api/batches/b1/retry {}",
                        "POST /api/batches/b1/retry {\"items\":[\"b1.000000\",\"b1.000001\"]}",
                        "POST /api/batches/b1/retry {\"cause\":\"no_markers\"}",
                        "PATCH /api/batches/b1 {\"priority\":\"urgent\"}",
                        "PATCH /api/batches/b1 {\"priority\":\"low\",\"concurrency\":3}",
                        "PATCH /api/batches/b1 {\"concurrency\":null}",
                        "DELETE /api/batches/b1 ",
                        "DELETE /api/batches/b2 ",
                        "POST /api/batches/b1/start ");
    }

    @Test
    void what_the_server_refuses_is_an_error_with_its_reason() {
        status = 409;

        assertThat(run("pause", "b1")).isEqualTo(ExitCode.ERROR.code());
        assertThat(errors).contains("the batch has ended");
    }

    @Test
    void an_audit_that_is_not_consistent_is_an_error() {
        status = 200;
        body = "{\"verdict\": \"consistent\"}";
        assertThat(run("audit", "b1")).isZero();

        body = "{\"verdict\": \"inconsistent\"}";
        assertThat(run("audit", "b1")).isEqualTo(ExitCode.ERROR.code());
        assertThat(asked).containsOnly("GET /api/batches/b1/audit ");
    }

    @Test
    void wrong_arguments_ask_nobody() {
        assertThat(run("change", "b1")).isEqualTo(ExitCode.USAGE.code());
        assertThat(run("change", "b1", "--concurrency", "few")).isEqualTo(ExitCode.USAGE.code());
        assertThat(run("pause")).isEqualTo(ExitCode.USAGE.code());
        assertThat(run("pause", "no id")).isEqualTo(ExitCode.USAGE.code());

        assertThat(asked).isEmpty();
        assertThat(errors).contains("nothing to change").contains("1 to 20");
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--token", "t"));
        all.addAll(List.of("--url", "http://127.0.0.1:" + server.getAddress().getPort()));
        Shell shell = new Shell(home, Map.of());
        int code = shell.run(all.toArray(String[]::new));
        errors += shell.err();
        return code;
    }
}
