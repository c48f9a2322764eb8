package io.batchline.gateway;

import static io.batchline.contract.batch.BatchStatus.PROCESSING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.batchline.contract.batch.BatchDefinition;
import io.batchline.contract.batch.Counts;
import io.batchline.contract.id.JobId;
import io.batchline.contract.progress.ProgressStage;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.topic.Json;
import io.batchline.embedded.EmbeddedBroker;
import io.batchline.kafka.KafkaConnection;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A broker that goes away and comes back, as clients of the gateway see it.
@Timeout(120)
final class LostBrokerIT {
    private static final Duration NOTICED = Duration.ofSeconds(25);
    private static final String UNREACHABLE = "broker unreachable";

    private final JsonMapper mapper = Json.mapper();

    @TempDir private Path folder;

    @Test
    void active_batches_and_their_items_say_that_the_broker_is_away_until_it_is_back()
            throws Exception {
        EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"));
        String address = broker.bootstrapServers();
        int port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
        try (var gateway =
                GatewayFixture.start(
                        KafkaConnection.plain(address),
                        folder.resolve("storage"),
                        Duration.ofSeconds(15))) {
            // given
            BatchDefinition batch = gateway.created("running");
            String of = "/api/batches/" + batch.batchId();
            String job = "/api/jobs/" + JobId.of(batch.batchId(), 0);
            gateway.item(batch.batchId(), 0, "waiting", null, null);
            gateway.folded(batch, PROCESSING, Stage.PROCESS, new Counts(9, 9, 0, 0, 0, 0, 0));
            gateway.progress(batch.batchId(), ProgressStage.PROCESSING, 40);
            gateway.statusIs(batch, "processing");
            await().atMost(NOTICED).until(() -> reason(gateway, of + "/progress").equals("null"));
            assertThat(reason(gateway, of + "/status")).isEqualTo("null");
            assertThat(ready(gateway)).isEqualTo(200);
            String tag = gateway.get(of + "/progress").headers().firstValue("ETag").orElseThrow();
            try (var stream = gateway.stream(batch.batchId(), "")) {
                assertThat(streamed(stream)).isEqualTo("null");

                // when
                broker.close();

                // then
                await().atMost(NOTICED)
                        .until(() -> reason(gateway, of + "/status").equals(UNREACHABLE));
                assertThat(reason(gateway, job)).isEqualTo(UNREACHABLE);
                var polled = gateway.get(of + "/progress", "If-None-Match", tag);
                assertThat(polled.statusCode()).isEqualTo(200);
                assertThat(polled.body()).contains(UNREACHABLE);
                assertThat(ready(gateway)).isEqualTo(503);
                assertThat(streamed(stream)).isEqualTo(UNREACHABLE);

                // when
                broker = EmbeddedBroker.start(folder.resolve("broker"), port);

                // then
                await().atMost(NOTICED).until(() -> reason(gateway, of + "/status").equals("null"));
                assertThat(reason(gateway, job)).isEqualTo("no worker alive for stage process");
                assertThat(gateway.get(of + "/progress", "If-None-Match", tag).statusCode())
                        .isEqualTo(304);
                assertThat(ready(gateway)).isEqualTo(200);
                assertThat(streamed(stream)).isEqualTo("null");
            }
        } finally {
            broker.close();
        }
    }

    private String streamed(StreamReader stream) throws Exception {
        return mapper.readTree(stream.next(1).getFirst().data()).get("waiting_reason").asText();
    }

    private static String reason(GatewayFixture gateway, String path) throws Exception {
        return gateway.json(path).get("waiting_reason").asText();
    }

    private static int ready(GatewayFixture gateway) throws Exception {
        return gateway.get("/health/ready").statusCode();
    }
}
