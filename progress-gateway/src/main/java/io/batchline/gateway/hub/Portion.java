package io.batchline.gateway.hub;

import java.util.List;

/// Decides what a viewer of a batch gets next: what is newer than what it has, and no more than it
/// can read. Pure.
///
/// @param events oldest first
/// @param passedOver events that it does not get, because newer ones came
/// @param isSnapshot whether what came before these is held no longer: they say how things stand
///   and not what has happened since
public record Portion(List<ProgressEvent> events, int passedOver, boolean isSnapshot) {
    private static final Portion NONE = new Portion(List.of(), 0, false);

    public Portion {
        events = List.copyOf(events);
    }

    /// What a viewer begins with: all that is held, or what it asks for of it.
    ///
    /// @param upTo the newest that it gets now; newer ones come later
    public static Portion begin(History history, From from, long upTo) {
        return switch (from) {
            case From.Beginning() -> new Portion(within(history, Vector.NOTHING, upTo), 0, false);
            case From.Latest() -> newest(history, upTo, false);
            case From.Anew(long position) -> new Portion(within(history, position, upTo), 0, false);
            case From.After(Vector seen) ->
                    history.hasLostWhatFollows(seen.at(0))
                            ? newest(history, upTo, true)
                            : new Portion(within(history, seen.at(0), upTo), 0, false);
        };
    }

    /// What someone gets who has missed something else that is held no longer.
    public static Portion snapshot(History history, long upTo) {
        return newest(history, upTo, true);
    }

    /// What one gets of one among many batches who comes back: where much has happened, not all.
    static Portion resumed(History history, long seen, long upTo) {
        return history.hasLostWhatFollows(seen)
                ? newest(history, upTo, true)
                : between(history, seen, upTo);
    }

    private static Portion newest(History history, long upTo, boolean isSnapshot) {
        List<ProgressEvent> all = within(history, Vector.NOTHING, upTo);
        return all.isEmpty() ? NONE : new Portion(List.of(all.getLast()), 0, isSnapshot);
    }

    /// What a viewer that has had its beginning gets after `seen`: all of it when it keeps up.
    public static Portion between(History history, long seen, long upTo) {
        List<ProgressEvent> newer = within(history, seen, upTo);
        if (newer.isEmpty()) {
            return NONE;
        }
        List<ProgressEvent> picked = Conflation.pick(newer);
        return new Portion(picked, newer.size() - picked.size(), false);
    }

    private static List<ProgressEvent> within(History history, long seen, long upTo) {
        List<ProgressEvent> newer = history.after(seen);
        int end = newer.size();
        while (end > 0 && newer.get(end - 1).position() > upTo) {
            end--;
        }
        return newer.subList(0, end);
    }

    boolean isNewsAfter(long seen) {
        return !events.isEmpty() && events.getLast().position() > seen;
    }

    /// Whether a viewer that has these has seen the end.
    public boolean isLast() {
        return !events.isEmpty() && events.getLast().isEnd();
    }
}
