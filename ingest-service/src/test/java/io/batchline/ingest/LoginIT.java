package io.batchline.ingest;

import static io.batchline.ingest.RunningIngest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class LoginIT extends OnRunningIngest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String RIGHT = "username=admin&password=let+me+in";

    @Test
    void a_login_gives_a_token_and_a_cookie_that_scripts_and_other_sites_cannot_use()
            throws Exception {
        HttpResponse<String> answer = login(FORM, RIGHT);

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode body = json(answer);
        assertThat(body.get("token_type").asText()).isEqualTo("bearer");
        assertThat(body.get("expires_in").asLong()).isPositive();
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(answer.headers().firstValue("Set-Cookie").orElse(""))
                .startsWith("batchline_session=")
                .contains("HttpOnly")
                .contains("SameSite=Strict")
                .contains("Path=/")
                .doesNotContain("Secure");
    }

    @Test
    void behind_tls_the_cookie_is_for_tls_only() throws Exception {
        HttpResponse<String> answer =
                ingest.send(
                        HttpRequest.newBuilder(ingest.uri("/api/auth/login"))
                                .header("Content-Type", FORM)
                                .header("X-Forwarded-Proto", "https")
                                .POST(BodyPublishers.ofString(RIGHT)));

        assertThat(answer.headers().firstValue("Set-Cookie").orElse("")).contains("Secure");
    }

    @Test
    void json_is_taken_too() throws Exception {
        assertThat(
                        login(
                                        "application/json",
                                        "{\"username\": \"admin\", \"password\": \"let me in\"}")
                                .statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_wrong_password_a_missing_field_and_a_foreign_page_are_refused() throws Exception {
        HttpResponse<String> wrong = login(FORM, "username=nobody&password=x");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(login(FORM, "username=admin").statusCode()).isEqualTo(422);
        assertThat(
                        ingest.send(
                                        HttpRequest.newBuilder(ingest.uri("/api/auth/login"))
                                                .header("Content-Type", FORM)
                                                .header("Origin", "http://evil.example")
                                                .POST(BodyPublishers.ofString(RIGHT)))
                                .statusCode())
                .isEqualTo(403);
    }

    @Test
    void who_guesses_has_to_wait() throws Exception {
        HttpResponse<String> answer = login(FORM, "username=guessed&password=0");
        for (int i = 1; i < 12 && answer.statusCode() != 429; i++) {
            answer = login(FORM, "username=guessed&password=" + i);
        }

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(login(FORM, RIGHT).statusCode()).isEqualTo(200);
    }

    @Test
    void after_a_logout_the_token_lets_nobody_in() throws Exception {
        String token = ingest.token();

        HttpResponse<String> answer = ingest.post("/api/auth/logout", token);

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("Set-Cookie").orElse(""))
                .contains("batchline_session=")
                .contains("Expires=Thu, 01 Jan 1970");
        assertThat(ingest.post("/api/auth/logout", token).statusCode()).isEqualTo(401);
    }

    @Test
    void without_a_token_nothing_changes() throws Exception {
        for (String path :
                new String[] {
                    "/api/batches",
                    "/api/batches/x/start",
                    "/api/batches/x/cancel",
                    "/api/auth/logout"
                }) {
            HttpResponse<String> answer =
                    ingest.send(
                            HttpRequest.newBuilder(ingest.uri(path)).POST(BodyPublishers.noBody()));

            assertThat(answer.statusCode()).as(path).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
        }
    }

    @Test
    void ingest_is_ready_and_says_what_it_needs() throws Exception {
        HttpResponse<String> answer =
                ingest.send(HttpRequest.newBuilder(ingest.uri("/health/ready")));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(json(answer).get("checks").findValuesAsText("name"))
                .contains("broker", "database", "storage");
    }

    private HttpResponse<String> login(String contentType, String body) throws Exception {
        return ingest.send(
                HttpRequest.newBuilder(ingest.uri("/api/auth/login"))
                        .header("Content-Type", contentType)
                        .POST(BodyPublishers.ofString(body)));
    }
}
