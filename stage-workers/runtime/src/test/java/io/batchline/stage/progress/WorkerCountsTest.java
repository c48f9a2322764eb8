package io.batchline.stage.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class WorkerCountsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final WorkerCounts counts = new WorkerCounts(NOW);

    @Test
    void an_item_done_twice_counts_once() {
        counts.succeeded(3, NOW);
        counts.succeeded(3, NOW);
        counts.failed(4, NOW);
        counts.succeeded(4, NOW);
        assertThat(counts.done()).isEqualTo(2);
        assertThat(counts.failures()).isZero();
    }

    @Test
    void a_success_is_not_undone_by_a_late_failure() {
        counts.succeeded(3, NOW);
        counts.failed(3, NOW);
        assertThat(counts.failures()).isZero();
    }

    @Test
    void only_what_changed_is_told_again() {
        assertThat(counts.takeChange()).isTrue();
        assertThat(counts.takeChange()).isFalse();
        counts.running(0, NOW);
        assertThat(counts.takeChange()).isFalse();
        counts.running(2, NOW);
        assertThat(counts.takeChange()).isTrue();
    }
}
