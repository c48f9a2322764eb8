package io.batchline.gateway.sse;

import java.time.Duration;

/// The pace of streams.
///
/// @param retry how long a client waits before it connects again
/// @param heartbeat how often a comment line is sent
/// @param pace the shortest time between two writes to one client: what comes in between goes out
///   together
public record StreamSettings(Duration retry, Duration heartbeat, Duration pace) {
    public static final StreamSettings USUAL =
            new StreamSettings(
                    Duration.ofSeconds(2), Duration.ofSeconds(15), Duration.ofMillis(50));
}
