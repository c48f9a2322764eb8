package io.batchline.coordinator.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class ReleaseWindowTest {
    private static final Duration ROUND_TRIP = Duration.ofMillis(250);
    private static final OptionalDouble FAST = OptionalDouble.of(2000);
    private static final Cluster.Capacity ONE_WORKER = new Cluster.Capacity(1, 8);

    @Test
    void long_items_are_released_about_as_many_as_there_are_slots() {
        assertThat(window(ONE_WORKER, 1, Duration.ofSeconds(10))).isEqualTo(9);
    }

    @Test
    void short_items_are_released_as_many_as_a_round_trip_uses_up() {
        assertThat(window(ONE_WORKER, 1, Duration.ofMillis(20))).isEqualTo(108);
        assertThat(window(ONE_WORKER, 1, Duration.ofMillis(1))).isEqualTo(128);
    }

    @Test
    void several_workers_get_some_more_for_the_chance_of_partitions() {
        assertThat(window(new Cluster.Capacity(2, 8), 1, Duration.ofSeconds(10))).isEqualTo(12);
    }

    @Test
    void batches_share_what_there_is_and_each_gets_one_at_least() {
        assertThat(window(ONE_WORKER, 3, Duration.ofSeconds(10))).isEqualTo(3);
        assertThat(window(ONE_WORKER, 500, Duration.ofSeconds(10))).isEqualTo(1);
    }

    @Test
    void a_little_is_released_when_nobody_is_alive() {
        int window =
                ReleaseWindow.of(
                        Cluster.Capacity.NONE,
                        1,
                        Optional.empty(),
                        OptionalDouble.empty(),
                        OptionalInt.empty(),
                        ROUND_TRIP);
        assertThat(window).isEqualTo(24);
    }

    @Test
    void items_that_share_the_cores_are_released_as_many_as_get_done() {
        int window =
                ReleaseWindow.of(
                        ONE_WORKER,
                        1,
                        Optional.of(Duration.ofMillis(20)),
                        OptionalDouble.of(24),
                        OptionalInt.empty(),
                        ROUND_TRIP);
        assertThat(window).isEqualTo(17);
    }

    @Test
    void a_batch_never_exceeds_its_own_concurrency() {
        int window =
                ReleaseWindow.of(
                        ONE_WORKER,
                        1,
                        Optional.of(Duration.ofMillis(20)),
                        OptionalDouble.empty(),
                        OptionalInt.of(5),
                        ROUND_TRIP);
        assertThat(window).isEqualTo(5);
    }

    private static int window(Cluster.Capacity capacity, int batches, Duration itemTime) {
        return ReleaseWindow.of(
                capacity, batches, Optional.of(itemTime), FAST, OptionalInt.empty(), ROUND_TRIP);
    }
}
