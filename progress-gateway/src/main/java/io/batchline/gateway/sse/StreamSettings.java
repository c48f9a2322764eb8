package io.batchline.gateway.sse;

import java.time.Duration;

/// The pace of streams.
///
/// @param retry how long a client waits before it connects again
/// @param heartbeat how often a comment line is sent
/// @param pace the shortest time between two frames for those who watch the same: what comes in
///   between goes out together
/// @param writeWithin a client that takes nothing for so long while something waits for it is sent
///   away
/// @param most streams that are open at once; who comes then is asked to come later
/// @param lanes threads that write, each to viewers of its own
public record StreamSettings(
        Duration retry,
        Duration heartbeat,
        Duration pace,
        Duration writeWithin,
        int most,
        int lanes) {
    private static final int MOST = 20_000;

    /// Writing is the kernel's work more than ours: half of the cores are enough for it.
    public static final StreamSettings USUAL =
            new StreamSettings(
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(15),
                    Duration.ofMillis(100),
                    Duration.ofSeconds(10),
                    MOST,
                    Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, 4));

    public StreamSettings {
        if (most < 1 || lanes < 1) {
            throw new IllegalArgumentException(
                    "%d streams at most on %d threads: at least 1 of each".formatted(most, lanes));
        }
    }

    public StreamSettings withMost(int streams) {
        return new StreamSettings(retry, heartbeat, pace, writeWithin, streams, lanes);
    }

    public StreamSettings withHeartbeat(Duration every) {
        return new StreamSettings(retry, every, pace, writeWithin, most, lanes);
    }

    public StreamSettings withPace(Duration shortest) {
        return new StreamSettings(retry, heartbeat, shortest, writeWithin, most, lanes);
    }

    public StreamSettings withWriteWithin(Duration longest) {
        return new StreamSettings(retry, heartbeat, pace, longest, most, lanes);
    }
}
