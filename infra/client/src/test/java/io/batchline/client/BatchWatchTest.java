package io.batchline.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BatchWatchTest {
    private static final Pace FAST =
            new Pace(
                    Duration.ofMillis(20),
                    Duration.ofMillis(200),
                    3,
                    Duration.ofMillis(50),
                    Duration.ofMillis(200),
                    Duration.ofMillis(400),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(10),
                    Duration.ofMillis(50),
                    Duration.ofMinutes(1));

    private final List<String> seen = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<Connection> connections = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private OddServer server;
    private Pace pace = FAST;

    @BeforeEach
    void start() throws IOException {
        server = new OddServer();
    }

    @AfterEach
    void stop() {
        server.close();
        http.close();
    }

    @Test
    void a_stream_that_breaks_goes_on_after_the_last_event_and_asks_for_the_newest()
            throws Exception {
        server.streams(OddServer.stream(OddServer.event("progress", 7, "processing_sheets")));
        server.streams(OddServer.stream(OddServer.event("complete", 9, "completed")));
        server.polls(OddServer.progress(8, "processing_sheets"));

        assertThat(follow().isLast()).isTrue();

        assertThat(server.resumed()).containsExactly("", "7");
        assertThat(seen).containsExactly("7", "8", "9");
        assertThat(notes)
                .containsExactly(
                        "the connection broke (the server ended the stream): connecting again",
                        "connected again");
        assertThat(connections)
                .containsExactly(
                        Connection.CONNECTING,
                        Connection.LIVE,
                        Connection.RECONNECTING,
                        Connection.LIVE,
                        Connection.ENDED);
    }

    @Test
    void nothing_older_comes_after_something_newer() throws Exception {
        server.streams(OddServer.stream(OddServer.event("progress", 7, "processing_sheets")));
        server.streams(
                OddServer.stream(
                        OddServer.event("progress", 8, "processing_sheets")
                                + OddServer.event("progress", 6, "processing_sheets")
                                + OddServer.event("complete", 20, "completed")));
        server.polls(OddServer.progress(10, "processing_sheets"));

        follow();

        assertThat(seen).containsExactly("7", "10", "20");
    }

    @Test
    void a_frame_that_was_cut_is_none() throws Exception {
        server.streams(
                OddServer.stream(
                        OddServer.event("progress", 7, "processing_sheets")
                                + "id: 8\nevent: progress\ndata: {\"sta"));
        server.streams(OddServer.stream(OddServer.event("complete", 9, "completed")));
        server.polls(OddServer.progress(7, "processing_sheets"));

        follow();

        assertThat(server.resumed()).containsExactly("", "7");
        assertThat(seen).containsExactly("7", "9");
    }

    @Test
    void where_no_stream_works_it_asks() throws Exception {
        server.streams(OddServer.page(503));
        server.polls(OddServer.progress(3, "processing_sheets"));
        server.polls(OddServer.progress(4, "failed"));

        assertThat(follow().kind()).isEqualTo("error");

        assertThat(seen).containsExactly("3", "4");
        assertThat(notes.getLast()).startsWith("the stream does not work: asking");
        assertThat(connections).contains(Connection.POLLING);
    }

    @Test
    void pages_of_a_proxy_are_no_answers() throws Exception {
        server.streams(OddServer.page(404));
        server.streams(OddServer.page(200));
        server.streams(OddServer.page(401));
        server.streams(OddServer.stream(OddServer.event("complete", 9, "completed")));
        server.polls(OddServer.page(200));
        server.polls(OddServer.progress(8, "processing_sheets"));

        assertThat(follow().kind()).isEqualTo("complete");
    }

    @Test
    void an_end_that_was_told_before_is_asked_for() throws Exception {
        server.streams(OddServer.nothing());
        server.polls(OddServer.progress(9, "completed"));

        assertThat(follow().kind()).isEqualTo("complete");
        assertThat(notes).isEmpty();
    }

    @Test
    void what_the_server_itself_refuses_is_not_waited_for() {
        server.streams(OddServer.problem(404, "there is no such batch"));

        assertThatThrownBy(this::follow)
                .isInstanceOf(AnswerException.class)
                .hasMessageContaining("there is no such batch");
        assertThat(server.resumed()).hasSize(1);
    }

    @Test
    void a_server_that_never_answers_is_given_up() {
        pace = within(Duration.ofSeconds(3));
        server.streams(OddServer.page(503));
        server.polls(OddServer.problem(500, "In trouble"));

        assertThatThrownBy(this::follow)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nothing was heard");
        assertThat(connections).contains(Connection.OFFLINE);
    }

    @Test
    void a_stream_without_a_byte_is_dead() throws Exception {
        pace = guarded(Duration.ofMillis(200), Duration.ofSeconds(10));
        server.streams(OddServer.open(OddServer.event("progress", 7, "processing_sheets")));
        server.streams(OddServer.stream(OddServer.event("complete", 9, "completed")));
        server.polls(OddServer.progress(7, "processing_sheets"));

        follow();

        assertThat(notes.getFirst()).contains("nothing was heard for");
        assertThat(seen).containsExactly("7", "9");
    }

    @Test
    void a_stream_that_is_answered_and_holds_everything_back_is_never_live() throws Exception {
        server.streams(OddServer.open(""));
        server.streams(OddServer.stream(OddServer.event("complete", 9, "completed")));
        server.polls(OddServer.progress(8, "processing_sheets"));

        follow();

        assertThat(notes.getFirst()).contains("nothing was heard for");
        assertThat(seen).containsExactly("8", "9");
        assertThat(connections)
                .containsExactly(
                        Connection.CONNECTING,
                        Connection.RECONNECTING,
                        Connection.LIVE,
                        Connection.ENDED);
    }

    @Test
    void a_stream_that_knows_less_than_the_server_is_left() throws Exception {
        pace = guarded(Duration.ofSeconds(30), Duration.ofMillis(200));
        server.streams(OddServer.open(OddServer.event("progress", 7, "processing_sheets")));
        server.streams(OddServer.stream(OddServer.event("complete", 9, "completed")));
        server.polls(OddServer.progress(8, "processing_sheets"));

        follow();

        assertThat(notes.getFirst()).contains("no event for").contains("the server knows more");
        assertThat(seen).containsExactly("7", "8", "9");
    }

    private Pace within(Duration patience) {
        return new Pace(
                FAST.firstBackoff(),
                FAST.longestBackoff(),
                FAST.tries(),
                FAST.poll(),
                FAST.longestPoll(),
                FAST.begin(),
                FAST.silence(),
                FAST.watchdog(),
                FAST.check(),
                patience);
    }

    private Pace guarded(Duration silence, Duration watchdog) {
        return new Pace(
                FAST.firstBackoff(),
                FAST.longestBackoff(),
                FAST.tries(),
                FAST.poll(),
                FAST.longestPoll(),
                FAST.begin(),
                silence,
                watchdog,
                FAST.check(),
                FAST.patience());
    }

    private StreamEvent follow() throws IOException, InterruptedException {
        var client = new BatchlineClient(http, server.address(), () -> "t");
        var watcher =
                new Watcher() {
                    @Override
                    public void sees(StreamEvent event) {
                        seen.add(event.id());
                    }

                    @Override
                    public void hears(String note) {
                        notes.add(note);
                    }

                    @Override
                    public void isConnected(Connection connection) {
                        connections.add(connection);
                    }
                };
        return new BatchWatch(client.of(OddServer.BATCH), watcher, pace, () -> 0.5).toTheEnd();
    }
}
