package io.batchline.coordinator.decide;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// How many items of a batch may be with the workers at once, unstarted ones included: its fair
/// share of what the workers can hold.
///
/// The workers hold their slots, and what they use up in the time from a result to the start of the
/// item that is released for it: an item of 20 ms leaves a slot empty many times in that time, one
/// of 10 s hardly ever. But items that compute share the cores, and more than they get done in that
/// time only stands in the way of other batches: what the batch was seen to do bounds it.
public final class ReleaseWindow {
    private static final int SLOTS_WHEN_NOBODY_IS_ALIVE = 8;
    private static final double PER_SLOT_WHILE_UNKNOWN = 3;
    private static final double MOST_PER_SLOT = 16;
    private static final int MOST = 4096;

    /// Somewhat more than was done, or a window that holds work up could never grow.
    private static final double ROOM_TO_GROW = 1.5;

    private static final double MILLIS = 1000;

    /// Items fall to partitions, and so to workers, by chance: some more than the slots, or one
    /// worker has too many and another none.
    private static final double SPREAD = 1.5;

    private ReleaseWindow() {}

    /// @param capacity of the stage's workers that are alive
    /// @param batches that share them
    /// @param itemTime the mean time of an item's work; empty until it is known
    /// @param rate items of the batch done per second; empty until it is known
    /// @param concurrency the batch's own limit
    public static int of(
            Cluster.Capacity capacity,
            int batches,
            Optional<Duration> itemTime,
            OptionalDouble rate,
            OptionalInt concurrency,
            Duration roundTrip) {
        // With nobody alive a little is released all the same: whoever comes finds work at once.
        int slots = capacity.workers() == 0 ? SLOTS_WHEN_NOBODY_IS_ALIVE : capacity.slots();
        double spread = capacity.workers() > 1 ? SPREAD : 1;
        double wanted =
                itemTime.map(mean -> Math.min(1 + ratio(roundTrip, mean), MOST_PER_SLOT))
                        .orElse(PER_SLOT_WHILE_UNKNOWN);
        double perSlot = Math.max(spread, rate.isPresent() ? wanted : PER_SLOT_WHILE_UNKNOWN);
        double used = ROOM_TO_GROW * rate.orElse(MOST) * roundTrip.toMillis() / MILLIS;
        int share = Math.max(1, batches);
        double window = Math.min(slots * perSlot / share, slots * spread / share + used);
        return Math.clamp((int) Math.ceil(window), 1, concurrency.orElse(MOST));
    }

    private static double ratio(Duration roundTrip, Duration mean) {
        return (double) roundTrip.toNanos() / Math.max(1, mean.toNanos());
    }
}
