package io.batchline.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batchline.contract.topic.Topics;
import io.batchline.kafka.ClientProperties;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class SharedServersIT {
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private final TestBroker broker = TestBroker.shared();

    @Test
    void the_declared_topics_can_be_created_twice() {
        TestTopics.ensureAll(broker.connection());
        TestTopics.ensureAll(broker.connection());

        assertThat(Facts.ends(broker.connection(), Topics.BATCHES.name()))
                .hasSize(Topics.BATCH_PARTITIONS);
    }

    @Test
    void the_collector_reads_all_partitions_from_the_beginning() throws Exception {
        var topic = TestTopics.copyOf(broker.connection(), Topics.DEAD_LETTERS);
        try (var producer = producer();
                var collector = RecordCollector.of(broker.connection(), topic)) {
            producer.send(topic.write(new byte[] {1}, new byte[] {2}, "test", Instant.EPOCH)).get();

            assertThat(collector.all()).hasSize(1);
            assertThat(collector.values()).containsExactly(new byte[] {2});
            assertThatThrownBy(
                            () -> collector.until(seen -> seen.size() > 1, Duration.ofMillis(300)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining(topic.name());
        }
    }

    @Test
    void a_group_is_stable_and_reads_all() throws Exception {
        String topic = TestTopics.create(broker.connection(), "facts", 3);
        String group = "group-of-" + topic;
        try (var producer = producer();
                var consumer =
                        new KafkaConsumer<byte[], byte[]>(
                                ClientProperties.groupMember(broker.connection(), "test", group))) {
            producer.send(new ProducerRecord<>(topic, new byte[] {1})).get();
            consumer.subscribe(List.of(topic));
            int read = 0;
            while (read == 0) {
                read = consumer.poll(Duration.ofMillis(100)).count();
            }
            consumer.commitSync();

            Facts.groupIsStable(broker.connection(), group, 1, DEADLINE);
            Facts.groupHasReadAll(broker.connection(), group, topic, DEADLINE);
        }
    }

    @Test
    void a_fresh_database_is_empty_and_reachable() throws Exception {
        TestDatabase database = TestDatabase.fresh();

        try (var connection =
                        java.sql.DriverManager.getConnection(
                                database.jdbcUrl(), database.user(), database.password());
                var tables =
                        connection
                                .getMetaData()
                                .getTables(null, "public", "%", new String[] {"TABLE"})) {
            assertThat(tables.next()).isFalse();
        }
    }

    private KafkaProducer<byte[], byte[]> producer() {
        Map<String, Object> properties = ClientProperties.producer(broker.connection(), "test");
        return new KafkaProducer<>(properties);
    }
}
