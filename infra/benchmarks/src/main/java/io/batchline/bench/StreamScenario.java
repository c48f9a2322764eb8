package io.batchline.bench;

import java.util.List;

/// A load on a server of streams.
///
/// @param channels batches; what each connection watches is one of them, or all
/// @param page whether a connection watches all
/// @param rate events per second and channel
/// @param bytes of an event's own text, about
/// @param stalled of a hundred connections that stop reading
/// @param storm whether all connections break and come back at once, in the middle
/// @param goals of the figures, as parts of the peer's
record StreamScenario(
        String key,
        String what,
        int connections,
        int channels,
        boolean page,
        double rate,
        int bytes,
        int stalled,
        boolean storm,
        Goals goals) {
    private static final int SMALL = 30;
    private static final int LARGE = 20_000;
    private static final double NONE = Double.NaN;

    /// At most; not a number where there is none.
    ///
    /// @param processor time for each event that a client received
    /// @param latency of the slowest of a hundred
    /// @param memory for each connection
    record Goals(double processor, double latency, double memory) {}

    static List<StreamScenario> all(int most) {
        int tenth = Math.max(1, most / 10);
        var none = new Goals(NONE, NONE, NONE);
        return List.of(
                new StreamScenario(
                        "one",
                        "one channel",
                        most,
                        1,
                        false,
                        2,
                        SMALL,
                        0,
                        false,
                        new Goals(0.75, 1, 0.4)),
                new StreamScenario(
                        "many",
                        "ten on each channel",
                        most,
                        tenth,
                        false,
                        1,
                        SMALL,
                        0,
                        false,
                        new Goals(NONE, 0.25, 0.4)),
                new StreamScenario(
                        "page",
                        "100 batches a page",
                        Math.max(10, most / 20),
                        100,
                        true,
                        1,
                        SMALL,
                        0,
                        false,
                        new Goals(0.1, NONE, NONE)),
                new StreamScenario(
                        "storm",
                        "all come back",
                        Math.min(2_000, most),
                        1,
                        false,
                        5,
                        SMALL,
                        0,
                        true,
                        none),
                new StreamScenario(
                        "stalled", "3 % do not read", 100, 1, false, 50, LARGE, 3, false, none));
    }
}
