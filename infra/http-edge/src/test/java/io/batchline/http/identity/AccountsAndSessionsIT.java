package io.batchline.http.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.id.TenantId;
import io.batchline.database.Database;
import io.batchline.database.DatabaseConfig;
import io.batchline.embedded.EmbeddedDatabase;
import io.batchline.http.TestServer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccountsAndSessionsIT {
    private static final Caller ADMIN = new Caller("admin", TenantId.DEFAULT, Role.ADMIN);
    private static final Clock CLOCK = Clock.systemUTC();

    private EmbeddedDatabase embedded;
    private Database database;
    private Accounts accounts;
    private Sessions sessions;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        embedded = EmbeddedDatabase.start(folder);
        database =
                Database.open(
                        DatabaseConfig.of(
                                embedded.jdbcUrl(), embedded.user(), embedded.password()));
        accounts = new Accounts(database.dataSource(), CLOCK);
        sessions = new Sessions(database.dataSource(), CLOCK);
    }

    @AfterAll
    void stop() throws Exception {
        database.close();
        embedded.close();
    }

    @BeforeEach
    void empty() throws Exception {
        try (Connection connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("truncate users cascade");
        }
    }

    @Test
    void the_first_start_alone_gives_admin_a_password_and_it_works() throws Exception {
        String password = accounts.ensureAdmin().orElseThrow();

        assertThat(accounts.ensureAdmin()).isEmpty();
        assertThat(accounts.verify("admin", password)).hasValue(ADMIN);
        assertThat(accounts.verify("admin", password + "x")).isEmpty();
        assertThat(accounts.verify("nobody", password)).isEmpty();
    }

    @Test
    void of_programs_that_start_at_once_one_gets_the_password() throws Exception {
        Callable<Optional<String>> ensure = accounts::ensureAdmin;

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long given = 0;
            for (var answer : threads.invokeAll(List.of(ensure, ensure, ensure))) {
                given += answer.get().isPresent() ? 1 : 0;
            }
            assertThat(given).isEqualTo(1);
        }
    }

    @Test
    void a_changed_password_ends_the_sessions_and_the_same_one_does_not() throws Exception {
        accounts.setAdminPassword("one");
        String token = sessions.open(ADMIN);

        accounts.setAdminPassword("one");
        assertThat(sessions.find(token)).hasValue(ADMIN);

        accounts.setAdminPassword("two");
        assertThat(sessions.find(token)).isEmpty();
        assertThat(accounts.verify("admin", "two")).hasValue(ADMIN);
        assertThat(accounts.verify("admin", "one")).isEmpty();
    }

    @Test
    void a_token_lets_in_until_it_is_ended_or_expires() throws Exception {
        accounts.setAdminPassword("one");
        String ended = sessions.open(ADMIN);
        String kept = sessions.open(ADMIN);

        sessions.close(ended);
        var later =
                new Sessions(
                        database.dataSource(),
                        Clock.offset(CLOCK, Sessions.LIFETIME.plus(Duration.ofSeconds(1))));

        assertThat(sessions.find(ended)).isEmpty();
        assertThat(sessions.find(kept)).hasValue(ADMIN);
        assertThat(later.find(kept)).isEmpty();
        assertThat(sessions.find("")).isEmpty();
    }

    @Test
    void a_request_needs_a_valid_token_and_a_change_by_cookie_our_own_page() throws Exception {
        accounts.setAdminPassword("one");
        String token = sessions.open(ADMIN);
        var authenticator = new Authenticator(sessions);
        try (var server =
                new TestServer(api -> {
                    TestServer.get(
                            api, "/me", ctx -> ctx.result(authenticator.require(ctx).username()));
                    TestServer.post(
                            api, "/me", ctx -> ctx.result(authenticator.require(ctx).username()));
                })) {
            String cookie = Authenticator.COOKIE + "=" + token;
            String own = "http://127.0.0.1:" + server.port();

            HttpResponse<String> none = server.get("/me");
            assertThat(none.statusCode()).isEqualTo(401);
            assertThat(none.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
            HttpResponse<String> wrong = status(server, "GET", "Authorization", "Bearer nonsense");
            assertThat(wrong.statusCode()).isEqualTo(401);
            assertThat(wrong.headers().firstValue("WWW-Authenticate").orElse(""))
                    .contains("invalid_token");
            assertThat(status(server, "GET", "Authorization", "bearer " + token).statusCode())
                    .isEqualTo(200);
            assertThat(status(server, "POST", "Authorization", "Bearer " + token).statusCode())
                    .isEqualTo(200);
            assertThat(status(server, "GET", "Cookie", cookie).body()).isEqualTo("admin");

            assertThat(status(server, "POST", "Cookie", cookie).statusCode()).isEqualTo(403);
            assertThat(byCookie(server, cookie, "Origin", own)).isEqualTo(200);
            assertThat(byCookie(server, cookie, "Origin", "http://evil.example")).isEqualTo(403);
            assertThat(byCookie(server, cookie, "Origin", "null")).isEqualTo(403);
            assertThat(byCookie(server, cookie, "Sec-Fetch-Site", "same-origin")).isEqualTo(200);
            assertThat(byCookie(server, cookie, "Sec-Fetch-Site", "same-site")).isEqualTo(403);
            assertThat(byCookie(server, cookie, "Sec-Fetch-Site", "cross-site")).isEqualTo(403);
        }
    }

    private static HttpResponse<String> status(
            TestServer server, String method, String name, String value) throws Exception {
        HttpRequest.Builder request =
                server.request("/me").header(name, value).method(method, BodyPublishers.noBody());
        return server.send(request);
    }

    private static int byCookie(TestServer server, String cookie, String name, String value)
            throws Exception {
        return server.send(
                        server.request("/me")
                                .header("Cookie", cookie)
                                .header(name, value)
                                .POST(BodyPublishers.noBody()))
                .statusCode();
    }
}
