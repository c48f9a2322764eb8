package io.batchline.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.batchline.contract.id.BatchId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BatchFollowerTest {
    private final Deque<Answer> streams = new ArrayDeque<>();
    private final Deque<Answer> polls = new ArrayDeque<>();
    private final List<String> resumed = new ArrayList<>();
    private final List<String> seen = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private HttpServer server;

    private BatchFollower.Pace pace =
            new BatchFollower.Pace(Duration.ofMillis(100), Duration.ofMinutes(1));

    private record Answer(int status, String body) {}

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/api/batches/b1/stream",
                exchange -> {
                    resumed.add(
                            String.valueOf(exchange.getRequestHeaders().getFirst("Last-Event-ID")));
                    answer(exchange, streams.size() > 1 ? streams.poll() : streams.peek());
                });
        server.createContext(
                "/api/batches/b1/progress",
                exchange -> answer(exchange, polls.size() > 1 ? polls.poll() : polls.peek()));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void a_stream_that_breaks_goes_on_after_the_last_event_and_says_so() throws Exception {
        streams.add(new Answer(200, event("progress", 7, "processing_sheets")));
        streams.add(new Answer(200, event("complete", 8, "completed")));

        assertThat(follow().isLast()).isTrue();

        assertThat(resumed).containsExactly("null", "7");
        assertThat(seen).containsExactly("progress", "complete");
        assertThat(notes)
                .hasSize(2)
                .first()
                .asString()
                .contains("the connection broke (the server ended the stream)");
        assertThat(notes.getLast()).isEqualTo("connected again");
    }

    @Test
    void where_no_stream_works_it_asks() throws Exception {
        streams.add(new Answer(503, "{\"title\": \"Not available now\"}"));
        polls.add(new Answer(200, data("processing_sheets")));
        polls.add(new Answer(200, data("failed")));

        assertThat(follow().kind()).isEqualTo("error");

        assertThat(seen).containsExactly("progress", "error");
        assertThat(notes.getLast()).isEqualTo("the stream does not work: asking every 0 s");
    }

    @Test
    void an_end_that_was_told_before_is_asked_for() throws Exception {
        streams.add(new Answer(204, ""));
        polls.add(new Answer(200, data("completed")));

        assertThat(follow().kind()).isEqualTo("complete");
        assertThat(notes).isEmpty();
    }

    @Test
    void what_is_not_there_is_not_waited_for() {
        streams.add(new Answer(404, "{\"detail\": \"there is no such batch\"}"));

        assertThatThrownBy(this::follow)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("there is no such batch");
    }

    @Test
    void a_server_that_never_answers_is_given_up() {
        pace = new BatchFollower.Pace(Duration.ofMillis(50), Duration.ofMillis(400));
        streams.add(new Answer(503, ""));
        polls.add(new Answer(500, "{\"title\": \"In trouble\"}"));

        assertThatThrownBy(this::follow)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nothing was heard")
                .hasMessageContaining("In trouble");
    }

    @Test
    void one_that_has_too_much_to_do_is_waited_for() throws Exception {
        streams.add(new Answer(429, ""));
        streams.add(new Answer(429, ""));
        streams.add(new Answer(429, ""));
        streams.add(new Answer(429, ""));
        polls.add(new Answer(429, ""));
        polls.add(new Answer(200, data("completed")));
        long begin = System.nanoTime();

        assertThat(follow().kind()).isEqualTo("complete");
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .isGreaterThan(Duration.ofSeconds(4));
    }

    private StreamEvent follow() throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        try (ApiClient api = new ApiClient(address, "t")) {
            return new BatchFollower(
                            api,
                            new BatchId("b1"),
                            new BatchFollower.Viewer() {
                                @Override
                                public void sees(StreamEvent event) {
                                    seen.add(event.kind());
                                }

                                @Override
                                public void hears(String note) {
                                    notes.add(note);
                                }
                            },
                            pace)
                    .toTheEnd();
        }
    }

    private static String event(String kind, int id, String stage) {
        return "event: %s\nid: %d\ndata: %s\n\n".formatted(kind, id, data(stage));
    }

    private static String data(String stage) {
        return "{\"id\": \"9\", \"stage\": \"%s\"}".formatted(stage);
    }

    private static void answer(HttpExchange exchange, Answer answer) throws IOException {
        if (answer.status() == 429) {
            exchange.getResponseHeaders().set("Retry-After", "1");
        }
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }
}
