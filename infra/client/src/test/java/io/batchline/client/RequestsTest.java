package io.batchline.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RequestsTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private HttpServer server;
    private URI address;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        http.close();
    }

    @Test
    void what_the_server_refuses_is_told_in_its_own_words_field_by_field() {
        answers(
                422,
                """
                {"title":"Invalid","detail":"Some fields are not valid.",
                 "errors":[{"field":"name","message":"is missing"}]}
                """);

        assertThatThrownBy(() -> of("t").text("create", of("t").to("/x")))
                .isInstanceOfSatisfying(
                        AnswerException.class, e -> assertThat(e.status()).isEqualTo(422))
                .hasMessage(
                        "create: 422 Invalid; Some fields are not valid.%n  name is missing"
                                .formatted());
    }

    @Test
    void the_page_of_a_proxy_does_not_fill_the_screen() {
        answers(502, "<html>" + "x".repeat(5000));

        assertThatThrownBy(() -> of("t").opened("stream", of("t").to("/x")))
                .isInstanceOf(AnswerException.class)
                .hasMessageStartingWith("stream: 502 <html>xxx")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(600));
    }

    @Test
    void where_nobody_answers_is_said_with_its_address() {
        server.stop(0);

        assertThatThrownBy(() -> of("t").text("list", of("t").to("/x")))
                .isInstanceOf(UnreachableException.class)
                .hasMessage("no server answers at " + address);
    }

    @Test
    void a_host_that_does_not_exist_is_named() {
        var cause = new ConnectException();
        cause.initCause(new UnresolvedAddressException());

        assertThat(new UnreachableException(URI.create("http://nowhere:8080"), cause))
                .hasMessage("there is no such host: nowhere");
    }

    @Test
    void nobody_shows_nothing() {
        assertThat(of("").to("/x").build().headers().map()).isEmpty();
        assertThat(of("t").to("/x").build().headers().firstValue("Authorization"))
                .contains("Bearer t");
    }

    private Requests of(String token) {
        return new Requests(http, address, () -> token);
    }

    private void answers(int status, String body) {
        server.createContext(
                "/x",
                exchange -> {
                    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, bytes.length);
                    try (var out = exchange.getResponseBody()) {
                        out.write(bytes);
                    }
                });
    }
}
