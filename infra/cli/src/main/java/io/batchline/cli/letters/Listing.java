package io.batchline.cli.letters;

import io.batchline.contract.topic.DeadLetter;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// The newest letters of those that pass; no more of them are held than are wanted.
public final class Listing {
    /// @param letter empty for what is none
    /// @param why what is wrong with it
    /// @param replayedAt when it was last written back
    public record Shown(
            ConsumerRecord<byte[], byte[]> kept,
            Optional<DeadLetter> letter,
            String why,
            Optional<Instant> replayedAt) {}

    private record Held(
            ConsumerRecord<byte[], byte[]> kept, Optional<DeadLetter> letter, String why) {}

    private final Optional<String> topic;
    private final int limit;
    private final Deque<Held> newest = new ArrayDeque<>();
    private final Map<DeadLetter.Position, Instant> marks = new HashMap<>();

    /// @param topic only those that came from there
    public Listing(Optional<String> topic, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit %d: it takes 1 or more".formatted(limit));
        }
        this.topic = topic;
        this.limit = limit;
    }

    public void take(Found found) {
        switch (found) {
            case Found.Mark(var position, var at) -> marks.put(position, at);
            case Found.Stray(var kept, var why) -> {
                if (topic.isEmpty()) {
                    hold(new Held(kept, Optional.empty(), why));
                }
            }
            case Found.Letter(var letter) -> {
                if (topic.isEmpty() || topic.get().equals(letter.origin().topic())) {
                    hold(new Held(letter.kept(), Optional.of(letter), letter.error()));
                }
            }
        }
    }

    private void hold(Held held) {
        newest.addLast(held);
        if (newest.size() > limit) {
            newest.removeFirst();
        }
    }

    /// In their order, the newest last.
    public List<Shown> shown() {
        return newest.stream()
                .map(held ->
                        new Shown(
                                held.kept(),
                                held.letter(),
                                held.why(),
                                Optional.ofNullable(
                                        marks.get(DeadLetter.Position.of(held.kept())))))
                .toList();
    }
}
