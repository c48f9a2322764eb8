package io.batchline.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class GatheringTest {
    private static final Duration JUST_NOW = Duration.ofMillis(1);
    private final Gathering gathering = Gathering.of(8, 2);

    @Test
    void halfOfTheSlotsIsClaimedAtOnce() {
        assertThat(gathering.left(4, 2, Duration.ZERO)).isZero();
    }

    @Test
    void anIdleSlotIsFilledSoon() {
        assertThat(gathering.left(1, 0, JUST_NOW)).isBetween(JUST_NOW, Duration.ofMillis(20));
        assertThat(gathering.left(1, 1, Duration.ofMillis(20))).isZero();
    }

    @Test
    void aSlotWaitsForCompanyWhileEveryCoreHasItsNextTask() {
        assertThat(gathering.left(1, 2, Duration.ofMillis(20))).isPositive();
        assertThat(gathering.left(1, 2, Duration.ofSeconds(2))).isZero();
    }

    @Test
    void oneSlotIsClaimedAtOnce() {
        assertThat(Gathering.of(1, 2).left(1, 0, Duration.ZERO)).isZero();
    }
}
