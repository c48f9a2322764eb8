package io.batchline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where passwords and tokens go, and where not.
class ServersTest {
    private static final String NEVER = "2100-01-01T00:00:00Z";
    private static final String LONG_AGO = "2001-01-01T00:00:00Z";

    @TempDir private Path home;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger status = new AtomicInteger(401);
    private HttpServer server;
    private String address = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    asked.add(exchange.getRequestURI().getPath());
                    byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status.get(), body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
        address = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void the_password_of_the_environment_goes_to_no_stranger() {
        Map<String, String> password = Map.of("BATCHLINE_ADMIN_PASSWORD", "secret");

        Shell shell = new Shell(home, password);
        assertThat(shell.run("list", "--server", "http://server.invalid")).isEqualTo(1);
        assertThat(shell.err()).contains("nobody is logged in at http://server.invalid");

        assertThat(shell.run("list", "--server", address)).isEqualTo(1);
        assertThat(asked).containsExactly("/api/auth/login");

        Shell named =
                new Shell(
                        home,
                        Map.of(
                                "BATCHLINE_ADMIN_PASSWORD",
                                "secret",
                                "BATCHLINE_SERVER",
                                "http://server.invalid"));
        assertThat(named.run("list")).isEqualTo(1);
        assertThat(named.err()).doesNotContain("nobody is logged in");
    }

    @Test
    void a_login_that_has_expired_is_said_and_not_replaced_by_a_password() throws IOException {
        keepLogin(LONG_AGO);
        Shell shell = new Shell(home, Map.of("BATCHLINE_ADMIN_PASSWORD", "secret"));

        assertThat(shell.run("list")).isEqualTo(1);
        assertThat(shell.err()).contains("has expired");
        assertThat(asked).isEmpty();
    }

    @Test
    void a_token_of_the_environment_does_not_go_where_somebody_logged_in() throws IOException {
        keepLogin(NEVER);

        new Shell(home, Map.of()).run("list");
        assertThat(asked).hasSize(1);
        new Shell(home, Map.of("BATCHLINE_TOKEN", "t")).run("list");
        assertThat(asked).hasSize(1);
    }

    @Test
    void a_login_that_could_not_be_ended_stays() throws IOException {
        Path logins = keepLogin(NEVER);
        Shell shell = new Shell(home, Map.of());

        status.set(500);
        assertThat(shell.run("logout")).isEqualTo(1);
        assertThat(shell.err()).contains("500");
        assertThat(logins).content().contains(address);

        status.set(401);
        assertThat(shell.run("logout")).isZero();
        assertThat(logins).content().doesNotContain(address);
    }

    private Path keepLogin(String until) throws IOException {
        Path file = home.resolve(".config/batchline/logins.json");
        Files.createDirectories(file.resolveSibling(""));
        return Files.writeString(
                file,
                "{\"logins\": [{\"server\": \"%s\", \"username\": \"ann\", \"token\": \"t\", \"expires_at\": \"%s\"}]}"
                        .formatted(address, until));
    }
}
