package io.batchline.gateway.rest;

import java.time.Duration;

/// What clients start from, set at deployment.
///
/// @param watchdog a stream on which nothing came for this long counts as broken
/// @param check how often a client looks at that
/// @param poll how often a client polls while it has no stream
/// @param firstBackoff how long it waits before it connects again the first time
/// @param longestBackoff how long at most
public record ClientSettings(
        Duration watchdog,
        Duration check,
        Duration poll,
        Duration firstBackoff,
        Duration longestBackoff) {
    public static final ClientSettings USUAL =
            new ClientSettings(
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(30));
}
