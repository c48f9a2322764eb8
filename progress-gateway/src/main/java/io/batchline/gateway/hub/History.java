package io.batchline.gateway.hub;

import io.batchline.contract.progress.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The progress events of one batch's newest generation that are held, oldest first: those of the
/// last hour, at most [#MOST], and always the newest. Immutable.
///
/// @param droppedUpTo the newest position of the generation's events that are held no longer; -1
///   while all are
public record History(List<ProgressEvent> events, long droppedUpTo) {
    static final int MOST = 500;
    static final Duration KEEP = Duration.ofHours(1);
    private static final History NONE = new History(List.of(), Vector.NOTHING);

    public History {
        events = HeldEvents.of(events);
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
                .map(event -> followedBy(event).trimmed(now));
    }

    /// With one more. The end of a generation that another follows is no end, and whoever begins to
    /// watch must not take it for one: of an older generation nothing stays.
    private History followedBy(ProgressEvent next) {
        ProgressEvent last = last();
        if (last == null || last.progress().generation() != next.progress().generation()) {
            return new History(List.of(next), Vector.NOTHING);
        }
        return new History(HeldEvents.of(events).with(next), droppedUpTo);
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
        // Events come in the order of their times, but for what clocks differ by.
        if (events.isEmpty()
                || (events.size() <= MOST && !isTooOld(events.getFirst(), last, oldest))) {
            return this;
        }
        // Those that are too old come first, but for what clocks differ by.
        int old = 0;
        while (old < events.size() && isTooOld(events.get(old), last, oldest)) {
            old++;
        }
        HeldEvents kept = HeldEvents.of(events).without(old);
        long dropped =
                old == 0 ? droppedUpTo : Math.max(droppedUpTo, events.get(old - 1).position());
        return kept.size() > MOST ? thinned(kept, dropped) : new History(kept, dropped);
    }

    private static History thinned(List<ProgressEvent> tooMany, long droppedUpTo) {
        List<ProgressEvent> kept = new ArrayList<>(tooMany);
        long dropped = droppedUpTo;
        while (kept.size() > MOST) {
            dropped = Math.max(dropped, kept.remove(firstToGo(kept)).position());
        }
        return new History(kept, dropped);
    }

    private static boolean isTooOld(
            ProgressEvent event, @Nullable ProgressEvent last, Instant oldest) {
        return event != last && event.progress().timestamp().isBefore(oldest);
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

    /// Whether something between `position` and what is held has been dropped, as far as anyone
    /// here can know: what was compacted away before this replica began, it never saw.
    public boolean hasLostWhatFollows(long position) {
        return droppedUpTo >= 0
                && (position < droppedUpTo || position < events.getFirst().position());
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
