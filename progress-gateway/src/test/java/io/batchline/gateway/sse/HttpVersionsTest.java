package io.batchline.gateway.sse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.TenantId;
import io.batchline.contract.progress.Progress;
import io.batchline.contract.progress.ProgressStage;
import io.batchline.gateway.hub.Audience;
import io.batchline.gateway.hub.Board;
import io.batchline.gateway.hub.From;
import io.batchline.gateway.hub.ItemBoard;
import io.batchline.http.identity.Authenticator.Admission;
import io.batchline.http.identity.Caller;
import io.batchline.http.identity.Role;
import io.javalin.Javalin;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The same streams on a connection of their own and on one that has many.
@Timeout(60)
final class HttpVersionsTest {
    private static final BatchId BATCH = new BatchId("b1");
    private static final TenantId TENANT = new TenantId("north");

    private final Clock clock = Clock.systemUTC();
    private final Board board = new Board(clock);
    private final LiveStreams streams =
            LiveStreams.start(
                    board,
                    new ItemBoard(clock),
                    () -> true,
                    new Rights(_ -> true),
                    new Audience(clock),
                    StreamSettings.USUAL
                            .withPace(Duration.ofMillis(10))
                            .withWriteWithin(Duration.ofSeconds(1)));
    private final Javalin server =
            Javalin.create(to -> {
                to.startup.showJavalinBanner = false;
                to.concurrency.useVirtualThreads = true;
                to.jetty.addConnector((jetty, http) -> {
                    var connector =
                            new ServerConnector(
                                    jetty,
                                    new HttpConnectionFactory(http),
                                    new HTTP2CServerConnectionFactory(http));
                    connector.setHost("127.0.0.1");
                    return connector;
                });
                to.routes.get(
                        "/stream",
                        ctx ->
                                streams.open(
                                        ctx,
                                        new WatchedBatch(
                                                board,
                                                BATCH,
                                                "sheets",
                                                EventFrames.named(new ProgressData())),
                                        new From.Beginning(),
                                        TENANT,
                                        new Admission(
                                                new Caller("ann", TENANT, Role.OPERATOR),
                                                "secret",
                                                null,
                                                true)));
            });

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        streams.close();
        server.stop();
    }

    @ParameterizedTest
    @EnumSource(
            value = HttpClient.Version.class,
            names = {"HTTP_1_1", "HTTP_2"})
    void a_stream_has_all_events_and_an_end(HttpClient.Version version) throws Exception {
        board.onProgress(1, progress(ProgressStage.PROCESSING, 10));
        try (HttpClient client = HttpClient.newBuilder().version(version).build()) {
            HttpResponse<InputStream> answer = open(client);
            assertThat(answer.version()).isEqualTo(version);
            var lines = new BufferedReader(new InputStreamReader(answer.body(), UTF_8));
            assertThat(lines.readLine()).isEqualTo("retry: 2000");
            assertThat(ids(lines, 1)).containsExactly("id: 1");

            for (int i = 2; i <= 300; i++) {
                board.onProgress(i, progress(ProgressStage.PROCESSING, i / 4.0));
                assertThat(ids(lines, 1)).containsExactly("id: " + i);
            }
            board.onProgress(301, progress(ProgressStage.COMPLETED, 100));

            assertThat(ids(lines, 1)).containsExactly("id: 301");
            assertThat(lines.lines().filter(line -> !line.isEmpty()))
                    .allMatch(line -> line.startsWith("event:") || line.startsWith("data:"));
            await().until(() -> streams.counts().open.get() == 0);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = HttpClient.Version.class,
            names = {"HTTP_1_1", "HTTP_2"})
    void one_that_goes_away_while_nothing_happens_is_noticed(HttpClient.Version version)
            throws Exception {
        try (HttpClient client = HttpClient.newBuilder().version(version).build()) {
            HttpResponse<InputStream> answer = open(client);
            assertThat(answer.body().read()).isEqualTo('r');
            assertThat(streams.counts().open).hasValue(1);

            answer.body().close();

            await().atMost(Duration.ofSeconds(2)).until(() -> streams.counts().open.get() == 0);
        }
    }

    @Test
    void one_of_many_on_a_connection_that_takes_nothing_is_ended_and_the_connection_lives()
            throws Exception {
        try (var stuck = StuckHttp2Client.connect(server.port(), "/stream");
                HttpClient other =
                        HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
            InputStream reads = open(other).body();
            assertThat(reads.read()).isEqualTo('r');
            await().until(() -> streams.counts().open.get() == 2);

            board.onProgress(1, progress(ProgressStage.PROCESSING, 10));

            stuck.awaitReset();
            await().until(() -> streams.counts().open.get() == 1);
            assertThat(streams.counts().cutOff.sum()).isEqualTo(1);
            board.onProgress(2, progress(ProgressStage.COMPLETED, 100));
            assertThat(new String(reads.readAllBytes(), UTF_8)).contains("event: complete");
        }
    }

    private HttpResponse<InputStream> open(HttpClient client) throws Exception {
        URI address = URI.create("http://127.0.0.1:%d/stream".formatted(server.port()));
        return client.send(
                HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    private static List<String> ids(BufferedReader lines, int count) throws IOException {
        var ids = new ArrayList<String>();
        while (ids.size() < count) {
            String line = lines.readLine();
            if (line.startsWith("id: ")) {
                ids.add(line);
            }
        }
        return ids;
    }

    private static Progress progress(ProgressStage stage, double percent) {
        return new Progress(
                BATCH,
                1,
                stage,
                stage.wireId(),
                "Progress",
                percent,
                stage.batchPercentage(percent),
                100,
                (long) percent,
                0,
                4,
                1,
                1,
                null,
                0,
                false,
                null,
                Instant.now());
    }
}
