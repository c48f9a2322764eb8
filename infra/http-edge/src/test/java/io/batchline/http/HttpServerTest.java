package io.batchline.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class HttpServerTest {
    @Test
    void it_ends_in_time_while_an_answer_is_still_being_written_and_may_be_closed_again()
            throws Exception {
        var begun = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        Routes endless =
                api ->
                        TestServer.get(
                                api,
                                "/api/endless",
                                ctx -> {
                                    ctx.outputStream().write(1);
                                    ctx.outputStream().flush();
                                    begun.countDown();
                                    never.await();
                                });
        try (var server = new TestServer(endless);
                var client = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            client.getOutputStream()
                    .write(
                            "GET /api/endless HTTP/1.1\r\nHost: x\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
            begun.await();
            Instant before = Instant.now();

            assertThatCode(server::close).doesNotThrowAnyException();

            assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(4));
            assertThatCode(server::close).doesNotThrowAnyException();
            assertThat(client.getInputStream().readAllBytes()).isNotNull();
            assertThatThrownBy(() -> server.get("/")).isInstanceOf(IOException.class);
            never.countDown();
        }
    }

    @Test
    void handlers_run_on_virtual_threads() throws Exception {
        var virtual = new AtomicBoolean();
        try (var server =
                new TestServer(api ->
                        TestServer.get(
                                api, "/", _ -> virtual.set(Thread.currentThread().isVirtual())))) {
            server.get("/");
        }
        assertThat(virtual).isTrue();
    }

    @Test
    void a_taken_port_is_named() throws IOException {
        try (var server = new TestServer()) {
            int port = server.port();

            assertThatThrownBy(() -> HttpServer.start(HttpConfig.onLoopback(port), List.of()))
                    .hasMessageContaining(Integer.toString(port));
        }
    }
}
