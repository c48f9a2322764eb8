package io.batchline.coordinator.live;

import org.junit.jupiter.api.Test;

final class RandomLivesTest {
    private static final int SEEDS = 100;
    private static final int STEPS = 300;

    @Test
    void whatever_happens_in_any_order_the_laws_hold_and_every_batch_ends() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            try {
                var lives = new RandomLives(seed);
                lives.anything(STEPS);
                lives.toTheEnd();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }
}
