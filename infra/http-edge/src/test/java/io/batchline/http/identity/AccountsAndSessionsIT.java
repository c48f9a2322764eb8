package io.batchline.http.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.id.TenantId;
import io.batchline.http.TestServer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccountsAndSessionsIT extends OnDatabase {
    private static final Caller ADMIN = new Caller("admin", TenantId.DEFAULT, Role.ADMIN);

    private Accounts accounts;
    private Sessions sessions;

    @BeforeEach
    void start() {
        accounts = new Accounts(rows(), CLOCK);
        sessions = new Sessions(rows(), CLOCK);
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
                        rows(), Clock.offset(CLOCK, Sessions.LIFETIME.plus(Duration.ofSeconds(1))));

        assertThat(sessions.find(ended)).isEmpty();
        assertThat(sessions.find(kept)).hasValue(ADMIN);
        assertThat(later.find(kept)).isEmpty();
        assertThat(sessions.find("")).isEmpty();
    }

    @Test
    void a_request_needs_a_valid_token_and_a_change_by_cookie_our_own_page() throws Exception {
        accounts.setAdminPassword("one");
        String token = sessions.open(ADMIN);
        var authenticator = new Authenticator(rows(), CLOCK, Optional.empty());
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
            assertThat(readByCookie(server, cookie, "Sec-Fetch-Site", "cross-site")).isEqualTo(403);
            assertThat(readByCookie(server, cookie, "Origin", "http://evil.example"))
                    .isEqualTo(403);
            assertThat(readByCookie(server, cookie, "Sec-Fetch-Site", "same-origin"))
                    .isEqualTo(200);
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

    private static int readByCookie(TestServer server, String cookie, String name, String value)
            throws Exception {
        return server.send(server.request("/me").header("Cookie", cookie).header(name, value))
                .statusCode();
    }
}
