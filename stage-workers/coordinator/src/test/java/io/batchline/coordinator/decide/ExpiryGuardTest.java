package io.batchline.coordinator.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ExpiryGuardTest {
    private static final Instant START = Instant.parse("2026-11-22T08:00:00Z");
    private static final Timings TIMINGS = Timings.DEFAULT;

    @Test
    void nothing_expires_for_one_lease_after_a_start() {
        var guard = ticked(ExpiryGuard.started(START, TIMINGS), START, Duration.ofSeconds(20));
        assertThat(guard.mayExpire(START.plusMillis(5_999))).isFalse();
        assertThat(guard.mayExpire(START.plusMillis(6_000))).isTrue();
    }

    @Test
    void old_records_hold_leases_back_until_one_lease_after_the_last_of_them() {
        Instant later = START.plusSeconds(30);
        var guard = ExpiryGuard.started(START, TIMINGS).read(later, START);
        assertThat(guard.mayExpire(later.plusSeconds(5))).isFalse();
        assertThat(guard.mayExpire(later.plusSeconds(6))).isTrue();
    }

    @Test
    void fresh_records_hold_nothing_back() {
        Instant later = START.plusSeconds(30);
        var guard = ExpiryGuard.started(START, TIMINGS).read(later, later.minusMillis(200));
        assertThat(guard.mayExpire(later)).isTrue();
    }

    @Test
    void a_wrong_clock_does_not_hold_leases_back_for_ever() {
        var guard = ExpiryGuard.started(START, TIMINGS);
        Instant now = START;
        while (now.isBefore(START.plus(TIMINGS.longestCatchUp()).plusSeconds(10))) {
            now = now.plusSeconds(1);
            guard = guard.read(now, now.minusSeconds(60)).ticked(now);
        }
        assertThat(guard.behindSince()).isNotNull();
        var later = ticked(guard, now, Duration.ofSeconds(10));
        assertThat(later.mayExpire(now.plusSeconds(10))).isTrue();
    }

    @Test
    void a_pause_of_the_program_holds_leases_back_for_one_lease() {
        var guard = ticked(ExpiryGuard.started(START, TIMINGS), START, Duration.ofSeconds(10));
        Instant woken = START.plusSeconds(100);
        assertThat(guard.ticked(woken).mayExpire(woken.plusSeconds(5))).isFalse();
        assertThat(guard.ticked(woken).mayExpire(woken.plusSeconds(6))).isTrue();
    }

    private static ExpiryGuard ticked(ExpiryGuard guard, Instant from, Duration time) {
        ExpiryGuard ticked = guard;
        for (Instant now = from; !now.isAfter(from.plus(time)); now = now.plus(TIMINGS.tick())) {
            ticked = ticked.ticked(now);
        }
        return ticked;
    }
}
