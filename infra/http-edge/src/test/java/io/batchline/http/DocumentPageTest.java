package io.batchline.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DocumentPageTest {
    private static final Pattern OWN_FILE = Pattern.compile("(?:href|src)=\"(/docs/[^\"]+)\"");

    private final TestServer server = new TestServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void the_page_and_each_file_that_it_names_are_there_under_the_usual_policy() throws Exception {
        HttpResponse<String> page = server.get("/docs");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=utf-8");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("script-src 'self';", "style-src 'self';")
                .doesNotContain("unsafe");
        assertThat(page.body())
                .doesNotContain("<script>", "style=", "onclick=", "http://", "https://");
        assertThat(OWN_FILE.matcher(page.body()).results().map(file -> file.group(1)))
                .hasSize(4)
                .allSatisfy(file -> {
                    HttpResponse<String> answer = server.get(file);
                    assertThat(answer.statusCode()).as(file).isEqualTo(200);
                    assertThat(answer.body()).isNotBlank();
                    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                            .isIn("text/css;charset=utf-8", "text/javascript;charset=utf-8");
                });
    }

    @Test
    void head_is_answered_without_a_body_and_what_is_not_there_is_404() throws Exception {
        for (String path : new String[] {"/docs", "/docs/docs.js"}) {
            HttpResponse<String> head = head(path);
            assertThat(head.statusCode()).as(path).isEqualTo(200);
            assertThat(head.body()).isEmpty();
        }
        for (String path :
                new String[] {
                    "/docs/",
                    "/docs/index.html",
                    "/docs/swagger-initializer.js",
                    "/docs/..%2Fopenapi.json",
                    "/docs/a/b"
                }) {
            assertThat(server.get(path).statusCode()).as(path).isIn(400, 404);
            assertThat(head(path).statusCode()).as(path).isIn(400, 404);
        }
    }

    @Test
    void other_methods_are_not_taken() throws Exception {
        assertThat(server.post("/docs", "text/plain", "x").statusCode()).isEqualTo(405);
    }

    private HttpResponse<String> head(String path) throws Exception {
        return server.send(server.request(path).method("HEAD", BodyPublishers.noBody()));
    }
}
