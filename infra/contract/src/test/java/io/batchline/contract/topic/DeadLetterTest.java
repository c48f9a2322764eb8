package io.batchline.contract.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeadLetterTest {
    private static final Instant WRITTEN = Instant.parse("2026-11-22T08:00:00Z");
    private static final Instant KEPT = WRITTEN.plusSeconds(5);
    private static final List<Header> ITS_HEADERS =
            List.of(
                    new RecordHeader("ce_id", "7".getBytes(UTF_8)),
                    new RecordHeader(DeadLetter.ERROR, "not ours".getBytes(UTF_8)),
                    new RecordHeader(DeadLetter.CUT_FROM, "12".getBytes(UTF_8)),
                    new RecordHeader("empty", null));

    @Test
    void a_record_comes_back_as_it_was_with_one_header_more() throws Exception {
        byte[] bytes = {(byte) 0xff, 0, 10};

        DeadLetter letter = kept(poison(bytes), 9);
        var back = letter.replayed();

        assertThat(letter.origin())
                .isEqualTo(new DeadLetter.Origin("item-events", 4, 118, WRITTEN));
        assertThat(letter.error()).isEqualTo("bad");
        assertThat(letter.kept().timestamp()).isEqualTo(KEPT.toEpochMilli());
        assertThat(letter.originalHeaders()).isEqualTo(ITS_HEADERS);
        assertThat(back.topic()).isEqualTo("item-events");
        assertThat(back.partition()).isEqualTo(4);
        assertThat(back.key()).isEqualTo("b1".getBytes(UTF_8));
        assertThat(back.value()).isEqualTo(bytes);
        assertThat(List.of(back.headers().toArray()).subList(0, 4)).isEqualTo(ITS_HEADERS);
        assertThat(back.headers().toArray()).hasSize(5);
        assertThat(back.headers().lastHeader(DeadLetter.REPLAYED_FROM).value())
                .isEqualTo("0:9".getBytes(UTF_8));
    }

    @Test
    void what_dies_again_says_so() throws Exception {
        ProducerRecord<byte[], byte[]> back = kept(poison(new byte[1]), 9).replayed();
        DeadLetter again =
                kept(record(back.topic(), back.value(), new RecordHeaders(back.headers())), 12);

        assertThat(again.attempts()).isEqualTo(2);
        assertThat(again.replayedFrom()).contains(new DeadLetter.Position(0, 9));
    }

    @Test
    void a_record_without_key_or_value_is_kept_too() throws Exception {
        var back = kept(record("items", null, new RecordHeaders()), 0).replayed();

        assertThat(back.value()).isNull();
    }

    @Test
    void a_value_whose_end_was_cut_is_not_replayed() throws Exception {
        DeadLetter letter = kept(poison(new byte[1_040_000]), 1);

        assertThat(letter.cutFrom()).hasValue(1_040_000);
        assertThat(letter.kept().value()).hasSize(DeadLetter.LARGEST_VALUE);
        assertThatThrownBy(letter::replayed)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("only the first 1000000 of its 1040000 bytes are kept");
    }

    @Test
    void what_somebody_else_put_there_is_no_letter() {
        assertThatThrownBy(() -> DeadLetter.read(poison(new byte[1])))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessageContaining("4:118")
                .hasMessageContaining(DeadLetter.TOPIC);
    }

    private static ConsumerRecord<byte[], byte[]> poison(byte[] value) {
        return record("item-events", value, new RecordHeaders(ITS_HEADERS));
    }

    private static ConsumerRecord<byte[], byte[]> record(
            String topic, byte @Nullable [] value, RecordHeaders headers) {
        return new ConsumerRecord<>(
                topic,
                4,
                118,
                WRITTEN.toEpochMilli(),
                TimestampType.CREATE_TIME,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                "b1".getBytes(UTF_8),
                value,
                headers,
                Optional.empty());
    }

    private static DeadLetter kept(ConsumerRecord<byte[], byte[]> record, long offset)
            throws UnreadableRecordException {
        var letter = DeadLetter.keeping(record, "bad", KEPT);
        return DeadLetter.read(
                new ConsumerRecord<>(
                        letter.topic(),
                        letter.partition(),
                        offset,
                        letter.timestamp(),
                        TimestampType.CREATE_TIME,
                        ConsumerRecord.NULL_SIZE,
                        ConsumerRecord.NULL_SIZE,
                        letter.key(),
                        letter.value(),
                        letter.headers(),
                        Optional.empty()));
    }
}
