package io.batchline.bench;

import java.util.Locale;

/// What one server did under one load.
///
/// @param microsPerEvent of a core, for each event that a client received
/// @param stale clients that read and do not have the newest in the end
/// @param lost clients that read and whose stream has ended
record StreamFigures(
        double openSeconds,
        double kibPerConnection,
        double microsPerEvent,
        double eventsPerSecond,
        double p50,
        double p99,
        long passedOver,
        double stormSeconds,
        int stale,
        int lost) {
    private static final double STORM = 1.5;

    void addTo(Figures figures, StreamScenario scenario, String server) {
        String key = scenario.key() + "_" + server.toLowerCase(Locale.ROOT) + "_";
        String what = "%s, %s: ".formatted(server, scenario.what());
        figures.add(what + "streams", key + "streams", scenario.connections(), "");
        figures.add(what + "opened in s", key + "opened_s", openSeconds, "");
        figures.add(what + "KiB each", key + "kib", kibPerConnection, "");
        figures.add(what + "CPU µs/event", key + "us", microsPerEvent, "");
        figures.add(what + "events/s", key + "per_s", eventsPerSecond, "");
        figures.add(what + "p50 ms", key + "p50_ms", p50, "");
        figures.add(what + "p99 ms", key + "p99_ms", p99, "");
        figures.add(what + "passed over", key + "passed_over", (double) passedOver, "");
        figures.add(what + "stale at the end", key + "stale", stale, "none");
        figures.add(what + "lost", key + "lost", lost, "none");
        if (scenario.storm()) {
            figures.add(what + "all back in s", key + "storm_s", stormSeconds, "");
        }
    }

    /// Adds what the goals are about: the gateway's figures as parts of its peer's.
    void compareTo(StreamFigures peer, Figures figures, StreamScenario scenario) {
        String key = scenario.key() + "_ratio_";
        String what = "gateway / Nchan, %s: ".formatted(scenario.what());
        figures.add(
                what + "CPU per event",
                key + "us",
                microsPerEvent / peer.microsPerEvent,
                goal(scenario.goals().processor()));
        figures.add(what + "p99", key + "p99", p99 / peer.p99, goal(scenario.goals().latency()));
        figures.add(
                what + "memory each",
                key + "kib",
                kibPerConnection / peer.kibPerConnection,
                goal(scenario.goals().memory()));
        if (scenario.storm()) {
            figures.add(
                    what + "all back",
                    key + "storm",
                    stormSeconds / peer.stormSeconds,
                    goal(STORM));
        }
    }

    private static String goal(double most) {
        return Double.isNaN(most) ? "" : "at most %.2f".formatted(most);
    }
}
