package io.batchline.gateway.hub;

import io.batchline.contract.progress.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The progress events of one batch's newest generation that are held, oldest first: those of the
/// last hour, at most [#MOST], and always the newest. Immutable.
public record History(List<ProgressEvent> events) {
    static final int MOST = 500;
    static final Duration KEEP = Duration.ofHours(1);
    private static final History NONE = new History(List.of());

    public History {
        events = List.copyOf(events);
    }

    public static History none() {
        return NONE;
    }

    /// This history and what `next` adds; empty when it comes too late or again.
    Optional<History> with(long position, Progress next, Instant now) {
        ProgressEvent last = last();
        if (last != null && position <= last.position()) {
            return Optional.empty();
        }
        Progress newest = last == null ? null : last.progress();
        return Succession.follow(newest, next)
                .map(seen -> new ProgressEvent(position, seen, startsStage(newest, seen)))
                .map(event -> new History(Stream.concat(before(event), Stream.of(event)).toList()))
                .map(history -> history.trimmed(now));
    }

    /// What stays of the events that are held: the end of a generation that another follows is no
    /// end, and whoever begins to watch must not take it for one.
    private Stream<ProgressEvent> before(ProgressEvent next) {
        int generation = next.progress().generation();
        return events.stream().filter(event -> event.progress().generation() == generation);
    }

    private static boolean startsStage(@Nullable Progress newest, Progress seen) {
        return newest == null
                || newest.stage() != seen.stage()
                || newest.generation() != seen.generation();
    }

    /// Without what is too old or too many; starts and ends of stages go last.
    History trimmed(Instant now) {
        ProgressEvent last = last();
        Instant oldest = now.minus(KEEP);
        List<ProgressEvent> kept = new ArrayList<>(events);
        kept.removeIf(event -> event != last && event.progress().timestamp().isBefore(oldest));
        while (kept.size() > MOST) {
            kept.remove(firstToGo(kept));
        }
        return kept.size() == events.size() ? this : new History(kept);
    }

    private static int firstToGo(List<ProgressEvent> kept) {
        for (int i = 0; i < kept.size() - 1; i++) {
            if (!kept.get(i).isBoundary()) {
                return i;
            }
        }
        return 0;
    }

    /// The events after a position, oldest first.
    public List<ProgressEvent> after(long position) {
        int first = events.size();
        // From the newest back: a viewer that keeps up is only a few behind.
        while (first > 0 && events.get(first - 1).position() > position) {
            first--;
        }
        return events.subList(first, events.size());
    }

    public Optional<ProgressEvent> newest() {
        return Optional.ofNullable(last());
    }

    /// Whether the batch has ended and a viewer that has seen `position` has seen the end.
    public boolean isOverFor(long position) {
        ProgressEvent last = last();
        return last != null && last.isEnd() && last.position() <= position;
    }

    private @Nullable ProgressEvent last() {
        return events.isEmpty() ? null : events.getLast();
    }
}
