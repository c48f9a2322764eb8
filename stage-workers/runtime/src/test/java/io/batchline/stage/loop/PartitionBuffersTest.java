package io.batchline.stage.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

final class PartitionBuffersTest {
    private static final TopicPartition A0 = new TopicPartition("a", 0);
    private static final TopicPartition A1 = new TopicPartition("a", 1);

    private final PartitionBuffers buffers = new PartitionBuffers(3);

    @Test
    void a_topics_partitions_take_turns_and_each_stays_in_order() {
        add("a", 0, 10, 11, 12);
        add("a", 1, 20, 21);
        assertThat(offsets(buffers.take(List.of("a", "a", "a", "a", "a"))))
                .containsExactly(10L, 20L, 11L, 21L, 12L);
        assertThat(buffers.isEmpty()).isTrue();
    }

    @Test
    void records_put_back_come_first_again_in_their_order() {
        add("a", 0, 10, 11, 12);
        var taken = buffers.take(List.of("a", "a"));
        buffers.putBack(taken);
        assertThat(offsets(buffers.take(List.of("a", "a", "a")))).containsExactly(10L, 11L, 12L);
    }

    @Test
    void a_partition_with_enough_is_full_and_one_that_moved_away_is_empty() {
        add("a", 0, 10, 11, 12);
        add("a", 1, 20, 21);
        assertThat(buffers.full()).containsExactly(A0);
        buffers.drop(Set.of(A0));
        assertThat(buffers.counts()).isEqualTo(Map.of("a", 2));
        assertThat(buffers.full()).isEmpty();
    }

    @Test
    void taking_of_an_empty_topic_is_a_mistake() {
        assertThatThrownBy(() -> buffers.take(List.of("b")))
                .hasMessage("nothing is buffered of topic b");
    }

    @Test
    void the_offsets_after_records_are_behind_the_last_of_each_partition() {
        assertThat(
                        Offsets.after(
                                List.of(record("a", 0, 10), record("a", 0, 11), record("a", 1, 5))))
                .isEqualTo(Map.of(A0, new OffsetAndMetadata(12), A1, new OffsetAndMetadata(6)));
    }

    private void add(String topic, int partition, long... offsets) {
        for (long offset : offsets) {
            buffers.add(record(topic, partition, offset));
        }
    }

    private static ConsumerRecord<byte[], byte[]> record(String topic, int partition, long offset) {
        return new ConsumerRecord<>(topic, partition, offset, new byte[0], new byte[0]);
    }

    private static List<Long> offsets(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream().map(ConsumerRecord::offset).toList();
    }
}
