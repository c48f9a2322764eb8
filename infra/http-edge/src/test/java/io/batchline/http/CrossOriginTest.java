package io.batchline.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CrossOriginTest {
    private static final String FRIEND = "https://exams.example.org";
    private static final Routes ROUTES =
            api -> {
                TestServer.get(api, "/api/x", ctx -> ctx.result("x"));
                TestServer.get(
                        api,
                        "/api/refused",
                        ctx -> {
                            throw Problem.unauthenticated("no token was sent");
                        });
            };

    @Test
    void a_preflight_of_an_allowed_origin_is_answered_and_never_allows_cookies() throws Exception {
        try (var server = new TestServer(new AllowedOrigins(Set.of(FRIEND)), ROUTES)) {
            HttpResponse<String> answer = preflight(server, FRIEND);

            assertThat(answer.statusCode()).isEqualTo(204);
            assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo(FRIEND);
            assertThat(header(answer, "Access-Control-Allow-Methods")).contains("PATCH");
            assertThat(header(answer, "Access-Control-Allow-Headers"))
                    .contains("Authorization")
                    .contains("Last-Event-ID")
                    .contains("Upload-Offset");
            assertThat(header(answer, "Access-Control-Allow-Credentials")).isEmpty();
            assertThat(header(answer, "Vary")).isEqualTo("Origin");
        }
    }

    @Test
    void answers_and_errors_are_shown_to_an_allowed_origin_only() throws Exception {
        try (var server = new TestServer(new AllowedOrigins(Set.of(FRIEND)), ROUTES)) {
            for (String path : new String[] {"/api/x", "/api/refused", "/api/nowhere"}) {
                assertThat(allowed(server, path, FRIEND)).as(path).isEqualTo(FRIEND);
                assertThat(allowed(server, path, "https://evil.example")).as(path).isEmpty();
                assertThat(allowed(server, path, "null")).as(path).isEmpty();
            }
            assertThat(
                            header(
                                    preflight(server, "https://evil.example"),
                                    "Access-Control-Allow-Origin"))
                    .isEmpty();
        }
    }

    @Test
    void by_default_nobody_is_allowed() throws Exception {
        try (var server = new TestServer(ROUTES)) {
            HttpResponse<String> answer = preflight(server, FRIEND);

            assertThat(answer.statusCode()).isEqualTo(405);
            assertThat(answer.headers().map().keySet())
                    .noneMatch(name ->
                            name.toLowerCase(java.util.Locale.ROOT).startsWith("access-control"));
            assertThat(allowed(server, "/api/x", FRIEND)).isEmpty();
        }
    }

    @Test
    void every_answer_is_strict_and_over_tls_it_says_to_stay_there() throws Exception {
        try (var server = new TestServer(ROUTES)) {
            for (String path :
                    new String[] {"/api/x", "/api/refused", "/nowhere", "/health/live"}) {
                HttpResponse<String> answer = server.get(path);
                for (String name : SecurityHeaders.ALWAYS.keySet()) {
                    assertThat(header(answer, name)).as(path + " " + name).isNotEmpty();
                }
                assertThat(header(answer, "Strict-Transport-Security")).isEmpty();
            }
            assertThat(
                            header(
                                    server.send(
                                            server.request("/api/x")
                                                    .header("X-Forwarded-Proto", "https")),
                                    "Strict-Transport-Security"))
                    .startsWith("max-age=");
            assertThat(server.raw("GET / HTTP/1.1\r\nHost: a\r\nBad Header\r\n\r\n"))
                    .contains("nosniff");
        }
    }

    private static String allowed(TestServer server, String path, String origin) throws Exception {
        return header(
                server.send(server.request(path).header("Origin", origin)),
                "Access-Control-Allow-Origin");
    }

    private static HttpResponse<String> preflight(TestServer server, String origin)
            throws Exception {
        return server.send(
                server.request("/api/x")
                        .header("Origin", origin)
                        .header("Access-Control-Request-Method", "GET")
                        .header("Access-Control-Request-Headers", "authorization")
                        .method("OPTIONS", BodyPublishers.noBody()));
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
