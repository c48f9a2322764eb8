package io.batchline.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.batchline.contract.id.BatchId;
import io.batchline.contract.progress.ProgressStage;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// With a heartbeat that never comes, so that nothing is noticed by writing.
@Timeout(60)
final class StreamEndsIT {
    @Test
    void a_viewer_that_goes_away_is_noticed_at_once(@TempDir Path storage) throws Exception {
        try (var gateway = GatewayFixture.start(storage, Duration.ofHours(1))) {
            BatchId batch = gateway.created("exam").batchId();
            List<Socket> viewers = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                viewers.add(gateway.stalledStream(batch));
            }
            await().until(() -> openStreams(gateway) == 10);

            for (Socket viewer : viewers) {
                viewer.close();
            }

            await().atMost(Duration.ofSeconds(2)).until(() -> openStreams(gateway) == 0);
        }
    }

    @Test
    void at_shutdown_every_stream_ends_at_once_and_says_when_to_come_back(@TempDir Path storage)
            throws Exception {
        try (var gateway = GatewayFixture.start(storage, Duration.ofHours(1))) {
            BatchId batch = gateway.created("exam").batchId();
            gateway.progress(batch, ProgressStage.EXTRACTING, 10);
            try (StreamReader stream = gateway.stream(batch, "")) {
                stream.next(1);
                Thread stopping = Thread.ofVirtual().start(() -> gateway.server().close());

                assertThat(stream.line()).matches("retry: ([2-9][0-9]{2}|1000)");
                assertThat(stream.rest()).isEmpty();
                assertThat(stopping.join(Duration.ofSeconds(5))).isTrue();
            }
        }
    }

    @Test
    void a_stream_ends_when_its_viewer_may_not_see_it_any_more(@TempDir Path storage)
            throws Exception {
        try (var gateway = GatewayFixture.start(storage, Duration.ofHours(1))) {
            BatchId batch = gateway.created("exam").batchId();
            gateway.progress(batch, ProgressStage.EXTRACTING, 10);
            String ofBob = gateway.tokenFor("bob", GatewayFixture.TENANT);
            String path = "/api/batches/%s/stream".formatted(batch);
            String byTicket = path + "?ticket=" + gateway.ticket(batch);
            try (StreamReader ann = gateway.stream(batch, "");
                    StreamReader bob = open(gateway, path, ofBob);
                    StreamReader older = open(gateway, "/events/progress/" + batch, ofBob);
                    StreamReader ticket = open(gateway, byTicket, "")) {
                for (StreamReader each : List.of(ann, bob, older, ticket)) {
                    each.next(1);
                }

                gateway.execute("delete from users where username = 'bob'");

                assertThat(bob.rest()).isEmpty();
                assertThat(older.rest()).isEmpty();
                await().until(() -> openStreams(gateway) == 2);

                // As the end of a password or of a role does.
                gateway.execute("delete from stream_tickets where account = 'ann'");

                assertThat(ticket.rest()).isEmpty();
                gateway.progress(batch, ProgressStage.EXTRACTING, 20);
                assertThat(ann.next(1)).hasSize(1);
            }
        }
    }

    private static StreamReader open(GatewayFixture gateway, String path, String token)
            throws Exception {
        return StreamReader.of(
                gateway.http()
                        .send(
                                gateway.request(path, token),
                                HttpResponse.BodyHandlers.ofInputStream()));
    }

    private static double openStreams(GatewayFixture gateway) throws Exception {
        return gateway.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("batchline_streams_open "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' ') + 1)))
                .findFirst()
                .orElseThrow();
    }
}
