package io.batchline.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batchline.stage.LeaseWatch.Standing;
import io.batchline.stage.LeaseWatch.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class LeaseWatchTest {
    private static final LeaseWatch.BatchWants GOES_ON = new LeaseWatch.BatchWants(false, true);
    private static final LeaseWatch.BatchWants HELD_BACK = new LeaseWatch.BatchWants(false, false);
    private static final LeaseWatch.BatchWants HALTED = new LeaseWatch.BatchWants(true, false);
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Optional<Duration> TEN_SECONDS = Optional.of(Duration.ofSeconds(10));

    private final LeaseWatch watch = new LeaseWatch(Timings.DEFAULT);

    @Test
    void a_task_that_is_renewed_and_in_time_is_left_alone() {
        assertThat(judge(secondsAgo(4), secondsAgo(9), null, false)).isEqualTo(new Verdict.Leave());
    }

    @Test
    void a_task_that_could_not_be_renewed_is_interrupted_a_second_before_its_lease_ends() {
        assertThat(judge(secondsAgo(5), null, null, false))
                .isEqualTo(new Verdict.Interrupt(Interruption.LEASE_LOST));
    }

    @Test
    void a_task_is_interrupted_when_its_time_is_over() {
        assertThat(judge(NOW, secondsAgo(10), null, false))
                .isEqualTo(new Verdict.Interrupt(Interruption.TIMED_OUT));
    }

    @Test
    void time_spent_waiting_for_a_core_does_not_count() {
        assertThat(judge(NOW, null, null, false)).isEqualTo(new Verdict.Leave());
    }

    @Test
    void a_task_without_a_limit_may_go_on_for_ever() {
        var standing = new Standing(NOW, secondsAgo(100_000), Optional.empty(), null, GOES_ON);
        assertThat(watch.judge(standing, NOW)).isEqualTo(new Verdict.Leave());
    }

    @Test
    void a_task_of_a_halted_batch_is_interrupted_whatever_else_holds() {
        assertThat(judge(secondsAgo(9), secondsAgo(60), null, true))
                .isEqualTo(new Verdict.Interrupt(Interruption.CANCELLED));
    }

    @Test
    void a_task_that_is_held_back_goes_back_only_before_its_work_begins() {
        var before = new Standing(NOW, null, TEN_SECONDS, null, HELD_BACK);
        var after = new Standing(NOW, secondsAgo(1), TEN_SECONDS, null, HELD_BACK);
        assertThat(watch.judge(before, NOW))
                .isEqualTo(new Verdict.Interrupt(Interruption.HELD_BACK));
        assertThat(watch.judge(after, NOW)).isEqualTo(new Verdict.Leave());
    }

    @Test
    void an_interrupted_task_has_a_moment_to_end_and_is_given_up_then() {
        assertThat(judge(NOW, NOW, NOW.minusMillis(999), true)).isEqualTo(new Verdict.Leave());
        assertThat(judge(NOW, NOW, secondsAgo(1), true)).isEqualTo(new Verdict.GiveUp());
    }

    @Test
    void timings_that_leave_no_time_to_renew_are_refused() {
        var second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> new Timings(second, second.multipliedBy(2), second, second))
                .hasMessageContaining("leave nothing of a lease of PT2S");
    }

    private Verdict judge(
            Instant renewed,
            @Nullable Instant workingSince,
            @Nullable Instant interrupted,
            boolean halted) {
        return watch.judge(
                new Standing(
                        renewed, workingSince, TEN_SECONDS, interrupted, halted ? HALTED : GOES_ON),
                NOW);
    }

    private static Instant secondsAgo(long seconds) {
        return NOW.minusSeconds(seconds);
    }
}
