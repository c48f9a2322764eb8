package io.batchline.contract.topic;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/// A record that nobody could use, as it lies in [Topics#DEAD_LETTERS]: its key, bytes and headers
/// as they came, and behind these headers ours, which say where it lay and what is wrong with it.
///
/// @param kept the record of the dead letters
/// @param origin where it lay before
/// @param error what is wrong with it
/// @param attempts how often it was tried: once, and once more for each replay
/// @param cutFrom the value's length before its end was cut; empty when it is whole
public record DeadLetter(
        ConsumerRecord<byte[], byte[]> kept,
        Origin origin,
        String error,
        int attempts,
        OptionalInt cutFrom) {
    /// The first of our headers: what stands before its last occurrence came with the record.
    public static final String ERROR = "batchline_error";

    public static final String TOPIC = "batchline_topic";
    public static final String PARTITION = "batchline_partition";
    public static final String OFFSET = "batchline_offset";
    public static final String TIMESTAMP = "batchline_timestamp";
    public static final String ATTEMPTS = "batchline_attempts";
    public static final String CUT_FROM = "batchline_cut_from";

    /// On a record that was written back: its letter's [Position].
    public static final String REPLAYED_FROM = "batchline_replayed_from";

    /// On a mark among the dead letters: the [Position] of the letter that was written back.
    public static final String REPLAYED = "batchline_replayed";

    /// A value of nearly a megabyte has no room for the headers: its end is cut, and said so.
    public static final int LARGEST_VALUE = 1_000_000;

    private static final int ONLY_PARTITION = 0;
    private static final int LONGEST_ERROR = 2000;

    /// Where a record lay before it was kept.
    ///
    /// @param at its timestamp there
    public record Origin(String topic, int partition, long offset, Instant at) {}

    /// Where a letter lies in the dead letters; as text `partition:offset`.
    public record Position(int partition, long offset) {
        private static final Pattern FORM = Pattern.compile("(\\d{1,6}):(\\d{1,18})");

        public static Position parse(String text) {
            Matcher matcher = FORM.matcher(text);
            if (!matcher.matches()) {
                throw new IllegalArgumentException(
                        "'%s' is no position: it takes partition:offset, for example 0:12"
                                .formatted(text));
            }
            return new Position(
                    Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2)));
        }

        public static Position of(ConsumerRecord<byte[], byte[]> kept) {
            return new Position(kept.partition(), kept.offset());
        }

        @Override
        public String toString() {
            return "%d:%d".formatted(partition, offset);
        }
    }

    /// The letter that keeps a record, ready to be sent.
    ///
    /// @param why what is wrong with it; the end of a very long reason is cut
    /// @param at now
    public static ProducerRecord<byte[], byte[]> keeping(
            ConsumerRecord<byte[], byte[]> record, String why, Instant at) {
        byte @Nullable [] value = record.value();
        Headers headers =
                new RecordHeaders(record.headers())
                        .add(ERROR, utf8(shortened(why)))
                        .add(TOPIC, utf8(record.topic()))
                        .add(PARTITION, utf8(Integer.toString(record.partition())))
                        .add(OFFSET, utf8(Long.toString(record.offset())))
                        .add(TIMESTAMP, utf8(Long.toString(record.timestamp())))
                        .add(ATTEMPTS, utf8(Integer.toString(1 + replays(record.headers()))));
        boolean large = value != null && value.length > LARGEST_VALUE;
        if (large) {
            headers.add(CUT_FROM, utf8(Integer.toString(value.length)));
        }
        return new ProducerRecord<>(
                Topics.DEAD_LETTERS.name(),
                ONLY_PARTITION,
                at.toEpochMilli(),
                record.key(),
                large ? Arrays.copyOf(value, LARGEST_VALUE) : value,
                headers);
    }

    /// @throws UnreadableRecordException when our headers are not on it
    public static DeadLetter read(ConsumerRecord<byte[], byte[]> kept)
            throws UnreadableRecordException {
        try {
            return new DeadLetter(
                    kept,
                    new Origin(
                            text(kept, TOPIC),
                            Integer.parseInt(text(kept, PARTITION)),
                            Long.parseLong(text(kept, OFFSET)),
                            Instant.ofEpochMilli(Long.parseLong(text(kept, TIMESTAMP)))),
                    text(kept, ERROR),
                    Integer.parseInt(text(kept, ATTEMPTS)),
                    cutFrom(kept));
        } catch (IllegalArgumentException e) {
            throw new UnreadableRecordException(
                    "%d:%d of the dead letters has not the headers of one: %s"
                            .formatted(kept.partition(), kept.offset(), e.getMessage()),
                    e);
        }
    }

    public Position position() {
        return Position.of(kept);
    }

    /// A mark that a letter was written back, to lie among the letters: these themselves can't be
    /// changed.
    public static ProducerRecord<byte[], byte[]> mark(Position letter, Instant at) {
        byte @Nullable [] nothing = null;
        return new ProducerRecord<>(
                Topics.DEAD_LETTERS.name(),
                letter.partition(),
                at.toEpochMilli(),
                nothing,
                nothing,
                new RecordHeaders().add(REPLAYED, utf8(letter.toString())));
    }

    /// Which letter a record of the dead letters marks as written back; empty when it is no mark.
    public static Optional<Position> marked(ConsumerRecord<byte[], byte[]> record) {
        Header mark = record.headers().lastHeader(REPLAYED);
        return mark == null || record.headers().lastHeader(ERROR) != null
                ? Optional.empty()
                : Optional.of(Position.parse(text(mark)));
    }

    /// The headers that came with the record, in their order.
    public List<Header> originalHeaders() {
        List<Header> all = List.of(kept.headers().toArray());
        return all.subList(0, firstOfOurs(all));
    }

    /// The record as it was, for the partition where it lay, with one header more:
    /// [#REPLAYED_FROM]. Its time is that of the sending: an old one might be deleted at once.
    ///
    /// @throws IllegalStateException when its end was cut
    public ProducerRecord<byte[], byte[]> replayed() {
        if (cutFrom.isPresent()) {
            throw new IllegalStateException(
                    "only the first %d of its %d bytes are kept"
                            .formatted(LARGEST_VALUE, cutFrom.getAsInt()));
        }
        return new ProducerRecord<>(
                origin.topic(),
                origin.partition(),
                kept.key(),
                kept.value(),
                new RecordHeaders(originalHeaders())
                        .add(REPLAYED_FROM, utf8(position().toString())));
    }

    /// From which letter this record came, when it was replayed before.
    public Optional<Position> replayedFrom() {
        return originalHeaders().stream()
                .filter(header -> header.key().equals(REPLAYED_FROM))
                .reduce((_, last) -> last)
                .map(header -> Position.parse(text(header)));
    }

    private static int firstOfOurs(List<Header> all) {
        for (int index = all.size() - 1; index >= 0; index--) {
            if (all.get(index).key().equals(ERROR)) {
                return index;
            }
        }
        return all.size();
    }

    private static OptionalInt cutFrom(ConsumerRecord<byte[], byte[]> kept) {
        List<Header> all = List.of(kept.headers().toArray());
        return all.subList(firstOfOurs(all), all.size()).stream()
                .filter(header -> header.key().equals(CUT_FROM))
                .mapToInt(header -> Integer.parseInt(text(header)))
                .findFirst();
    }

    private static int replays(Headers headers) {
        return (int)
                StreamSupport.stream(headers.headers(REPLAYED_FROM).spliterator(), false).count();
    }

    private static String text(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        if (header == null) {
            throw new IllegalArgumentException("no %s".formatted(name));
        }
        return text(header);
    }

    private static String text(Header header) {
        byte @Nullable [] value = header.value();
        if (value == null) {
            throw new IllegalArgumentException("%s is empty".formatted(header.key()));
        }
        return new String(value, StandardCharsets.UTF_8);
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_ERROR ? text : text.substring(0, LONGEST_ERROR);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
