package io.batchline.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.item.ItemEvent;
import io.batchline.embedded.EmbeddedBroker;
import io.batchline.kafka.KafkaConnection;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LostBrokerIT {
    private static final Timings SHORT =
            new Timings(
                    Duration.ofMillis(300),
                    Duration.ofSeconds(2),
                    Duration.ofMillis(500),
                    Duration.ofMillis(500));

    @TempDir private Path folder;

    @Test
    void a_worker_that_can_not_renew_its_leases_lets_go_of_its_items() throws Exception {
        // given
        var begun = new CountDownLatch(1);
        var letGo = new CountDownLatch(1);
        ScriptedWorkload.Work work =
                (_, _) -> {
                    begun.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } finally {
                        letGo.countDown();
                    }
                    return ScriptedWorkload.done();
                };
        EmbeddedBroker broker = EmbeddedBroker.start(folder);
        try (var bench = new Workbench(KafkaConnection.plain(broker.bootstrapServers()))) {
            RuntimeConfig usual = bench.config(2, 2);
            var config =
                    new RuntimeConfig(
                            usual.kafka(),
                            usual.worker(),
                            2,
                            2,
                            SHORT,
                            Duration.ofMinutes(1),
                            Clock.systemUTC());
            try (var _ = bench.processing(config, work)) {
                bench.release(1);
                assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
                // as long as it can say that it lives, it goes on
                bench.events(ItemEvent.Heartbeat.class, 10);
                assertThat(letGo.getCount()).isOne();

                // when
                broker.close();

                // then
                assertThat(letGo.await(10, TimeUnit.SECONDS)).isTrue();
            }
        } finally {
            broker.close();
        }
    }
}
