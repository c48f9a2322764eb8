package io.batchline.http;

import static io.batchline.http.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLTransientConnectionException;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErrorAnswersTest {
    private TestServer server;

    @BeforeAll
    void start() {
        var body = new RequestBody();
        server =
                new TestServer(api -> {
                    TestServer.get(api, "/things/{id}", ctx -> ctx.result("a thing"));
                    api.add(
                            Operation.get("/api/x/stream", "stream", Permission.NONE, "A test")
                                    .streams(),
                            ctx -> ctx.result("data"));
                    TestServer.post(
                            api,
                            "/things",
                            ctx -> {
                                Fields fields = body.json(ctx);
                                String name = fields.text("name", 10);
                                OptionalInt size = fields.optionalInteger("size", 1, 5);
                                fields.done();
                                ctx.result(name + size.orElse(0));
                            });
                    TestServer.get(
                            api,
                            "/bug",
                            _ -> {
                                throw new IllegalStateException("secret inside");
                            });
                    TestServer.get(
                            api,
                            "/away",
                            _ -> {
                                throw new IllegalStateException(
                                        new SQLTransientConnectionException("no connection"));
                            });
                    TestServer.get(
                            api,
                            "/begun",
                            ctx -> {
                                ctx.outputStream()
                                        .write(
                                                "x"
                                                        .repeat(100_000)
                                                        .getBytes(StandardCharsets.US_ASCII));
                                ctx.outputStream().flush();
                                throw new IllegalStateException("in the middle");
                            });
                    TestServer.get(
                            api,
                            "/overflow",
                            _ -> {
                                throw new StackOverflowError();
                            });
                });
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void an_empty_id_at_the_end_of_a_path_is_not_the_path_of_the_list() throws Exception {
        assertThat(server.get("/things/").statusCode()).isEqualTo(404);
        assertThat(server.get("/bug/").statusCode()).isEqualTo(404);
    }

    @Test
    void an_unknown_path_is_a_problem_with_a_stable_type() throws Exception {
        HttpResponse<String> answer = server.get("/nowhere");

        JsonNode problem = isProblem(answer, 404, "not-found");
        assertThat(problem.get("instance").asText()).isEqualTo("/nowhere");
        assertThat(problem.get("detail").asText()).contains("/nowhere");
    }

    @Test
    void a_wrong_method_names_the_right_ones_for_programs_and_browsers() throws Exception {
        for (String accept : new String[] {"*/*", "text/html"}) {
            HttpResponse<String> answer =
                    server.send(server.request("/things/1").header("Accept", accept).DELETE());

            isProblem(answer, 405, "method-not-allowed");
            assertThat(answer.headers().firstValue("Allow").orElse("")).contains("GET");
        }
    }

    @Test
    void a_body_too_large_says_the_limit() throws Exception {
        HttpResponse<String> answer = server.post("/things", "application/json", "x".repeat(2000));

        JsonNode problem = isProblem(answer, 413, "too-large");
        assertThat(problem.get("detail").asText()).contains("1000");
    }

    @Test
    void a_wrong_content_type_names_the_right_one() throws Exception {
        HttpResponse<String> answer = server.post("/things", "text/plain", "{}");

        JsonNode problem = isProblem(answer, 415, "unsupported-media-type");
        assertThat(problem.get("detail").asText())
                .contains("text/plain")
                .contains("application/json");
    }

    @Test
    void a_charset_that_nobody_knows_is_a_content_type_that_is_not_taken() throws Exception {
        for (String charset : new String[] {"no-such", "%%"}) {
            HttpResponse<String> answer =
                    server.post("/things", "application/json; charset=" + charset, "{}");

            JsonNode problem = isProblem(answer, 415, "unsupported-media-type");
            assertThat(problem.get("detail").asText()).contains(charset);
        }
    }

    @Test
    void malformed_json_says_where() throws Exception {
        for (String bad : new String[] {"", "{", "{\"name\":1,\"name\":2}", "{} {}", "nul"}) {
            HttpResponse<String> answer = server.post("/things", "application/json", bad);

            JsonNode problem = isProblem(answer, 400, "malformed-json");
            assertThat(problem.get("detail").asText()).doesNotContain("jackson");
        }
    }

    @Test
    void each_bad_field_and_each_unknown_one_is_named() throws Exception {
        HttpResponse<String> answer =
                server.post(
                        "/things",
                        "application/json",
                        "{\"name\": \"far too long a name\", \"size\": 2.5, \"color\": 1}");

        JsonNode errors = isProblem(answer, 422, "invalid-fields").get("errors");
        assertThat(errors.findValuesAsText("field"))
                .containsExactlyInAnyOrder("name", "size", "color");
    }

    @Test
    void an_unexpected_error_tells_an_id_and_nothing_of_the_inside() throws Exception {
        HttpResponse<String> answer = server.get("/bug");

        JsonNode problem = isProblem(answer, 500, "internal");
        assertThat(problem.get("detail").asText()).contains("error id ");
        assertThat(answer.body()).doesNotContain("secret").doesNotContain("Exception");
    }

    @Test
    void an_error_of_the_jvm_is_a_problem_too() throws Exception {
        HttpResponse<String> answer = server.get("/overflow");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).doesNotContain("StackOverflow");
    }

    @Test
    void a_database_that_is_away_is_unavailable() throws Exception {
        isProblem(server.get("/away"), 503, "unavailable");
    }

    @Test
    void half_an_answer_never_looks_whole() throws Exception {
        String all = server.raw("GET /begun HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(all).contains("200 OK").doesNotEndWith("0\r\n\r\n").doesNotContain("problem");
    }

    @Test
    void what_the_server_itself_refuses_is_a_problem() throws Exception {
        String answer = server.raw("GET / HTTP/1.1\r\nHost: x\r\nBad Header\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json")
                .contains("urn:batchline:problem:bad-request");
    }

    @Test
    void head_is_answered_by_the_route_itself_but_not_for_a_stream() throws Exception {
        assertThat(head("/things/1")).isEqualTo(200);
        assertThat(head("/bug")).isEqualTo(500);
        assertThat(head("/nowhere")).isEqualTo(404);
        assertThat(head("/api/x/stream")).isEqualTo(405);
    }

    @Test
    void every_answer_tells_browsers_to_be_strict() throws Exception {
        for (String path : new String[] {"/things/1", "/nowhere"}) {
            var headers = server.get(path).headers();

            assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(headers.firstValue("X-Frame-Options")).hasValue("DENY");
            assertThat(headers.firstValue("Referrer-Policy")).isPresent();
            assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
                    .contains("default-src 'none'");
            assertThat(headers.firstValue("Server")).isEmpty();
        }
    }

    private int head(String path) throws Exception {
        return server.send(server.request(path).method("HEAD", BodyPublishers.noBody()))
                .statusCode();
    }

    private static JsonNode isProblem(HttpResponse<String> answer, int status, String type)
            throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        JsonNode problem = json(answer);
        assertThat(problem.get("type").asText()).isEqualTo("urn:batchline:problem:" + type);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("title").asText()).isNotBlank();
        return problem;
    }
}
