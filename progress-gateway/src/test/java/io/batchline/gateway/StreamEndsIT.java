package io.batchline.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.batchline.contract.id.BatchId;
import io.batchline.contract.progress.ProgressStage;
import java.net.Socket;
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

            await().atMost(Duration.ofSeconds(5)).until(() -> openStreams(gateway) == 0);
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

                assertThat(stream.line()).isEqualTo("retry: 2000");
                assertThat(stream.rest()).isEmpty();
                assertThat(stopping.join(Duration.ofSeconds(5))).isTrue();
            }
        }
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
