package io.batchline.bench;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waits for a fact, looking every 5 ms.
final class Waiting {
    private static final Duration LOOK = Duration.ofMillis(5);

    private Waiting() {}

    /// @throws IllegalStateException when it is not so within that time
    static void until(String fact, Duration within, BooleanSupplier is)
            throws InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        while (!is.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("not within %s: %s".formatted(within, fact));
            }
            Thread.sleep(LOOK);
        }
    }
}
