package io.batchline.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.testkit.Facts;
import io.batchline.testkit.TestTopics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

final class ApplyIT {
    @Test
    void every_record_is_applied_also_when_the_handler_fails_at_first() {
        try (var bench = new Workbench();
                var runtime = StageRuntime.open(bench.config(2, 2))) {
            // given
            String topic = TestTopics.create(bench.kafka(), "applied", 3);
            String group = "group-" + topic;
            var applied = Collections.synchronizedSet(new TreeSet<String>());
            var calls = new AtomicInteger();

            // when
            runtime.apply(
                    group,
                    Set.of(topic),
                    records -> {
                        if (calls.incrementAndGet() == 1) {
                            throw new IllegalStateException("the database is away");
                        }
                        records.forEach(
                                r -> applied.add(new String(r.value(), StandardCharsets.UTF_8)));
                    });
            var sent = new ArrayList<CompletableFuture<Void>>();
            for (int i = 0; i < 1000; i++) {
                byte[] value = "value-%04d".formatted(i).getBytes(StandardCharsets.UTF_8);
                sent.add(bench.outbox().send(new ProducerRecord<>(topic, i % 3, null, value)));
            }
            sent.forEach(CompletableFuture::join);
            Facts.groupHasReadAll(bench.kafka(), group, topic, Workbench.DEADLINE);

            // then
            assertThat(applied).hasSize(1000);
        }
    }
}
