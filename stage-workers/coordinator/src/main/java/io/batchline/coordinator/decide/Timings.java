package io.batchline.coordinator.decide;

import io.batchline.contract.item.RetryDelay;
import java.time.Duration;

/// Every time that the coordinator goes by.
///
/// @param lease how long a started run is believed without a sign of life
/// @param tick how often leases, retries and stalls are looked at
/// @param settle how long a cancelled batch waits for released items that may have just started
/// @param snapshotEvery the most often that a batch is published for a change of counts alone
/// @param progressEvery how often progress is written while nothing changes
/// @param quietAfter no event for this long, and a batch says why it waits
/// @param stallAfter no event for this long, and its stage counts as stalled
/// @param roundTrip from an item's result to the start of the item released for it
/// @param retry the growing delay before another attempt
/// @param longestCatchUp how long leases may be held back for old records in a row
public record Timings(
        Duration lease,
        Duration tick,
        Duration settle,
        Duration snapshotEvery,
        Duration progressEvery,
        Duration quietAfter,
        Duration stallAfter,
        Duration roundTrip,
        RetryDelay retry,
        Duration longestCatchUp) {
    public static final Timings DEFAULT =
            new Timings(
                    Duration.ofSeconds(6),
                    Duration.ofMillis(200),
                    Duration.ofSeconds(1),
                    Duration.ofMillis(500),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(60),
                    Duration.ofMillis(400),
                    RetryDelay.DEFAULT,
                    Duration.ofMinutes(2));
}
