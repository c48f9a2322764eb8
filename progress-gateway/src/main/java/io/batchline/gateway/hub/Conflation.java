package io.batchline.gateway.hub;

import java.util.List;

/// Decides what a viewer gets of the events that it has not seen yet.
final class Conflation {
    /// A viewer that is no more than this far behind keeps up, and gets everything.
    static final int KEEPS_UP = 50;

    private Conflation() {}

    /// All of them for a viewer that keeps up; for a slow one only the newest, and the starts and
    /// ends of stages among the last [#KEEPS_UP], so that what it must read never grows.
    static List<ProgressEvent> pick(List<ProgressEvent> newer) {
        if (newer.size() <= KEEPS_UP) {
            return newer;
        }
        var recent = newer.subList(newer.size() - KEEPS_UP, newer.size());
        return recent.stream()
                .filter(event -> event.isBoundary() || event == newer.getLast())
                .toList();
    }
}
