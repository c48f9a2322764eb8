package io.batchline.contract.item;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.JobId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RetryDelayTest {
    private static final Instant FAILED = Instant.parse("2026-11-22T08:00:00Z");
    private static final BatchId BATCH = new BatchId("b1");

    @Test
    void a_retry_waits_longer_each_time_and_less_by_chance() {
        var delay = new RetryDelay(Duration.ofSeconds(1), Duration.ofSeconds(30));
        assertThat(delay.after(1, 0)).isEqualTo(Duration.ofSeconds(1));
        assertThat(delay.after(2, 0)).isEqualTo(Duration.ofSeconds(2));
        assertThat(delay.after(3, 0)).isEqualTo(Duration.ofSeconds(4));
        assertThat(delay.after(60, 0)).isEqualTo(Duration.ofSeconds(30));
        assertThat(delay.after(3, 0.5)).isEqualTo(Duration.ofSeconds(3));
        assertThat(delay.after(3, 0.999)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(3));
    }

    @Test
    void whoever_asks_is_told_the_same_time() {
        var due = RetryDelay.DEFAULT.due(JobId.of(BATCH, 7), 3, 2, FAILED);
        assertThat(RetryDelay.DEFAULT.due(JobId.of(BATCH, 7), 3, 2, FAILED)).isEqualTo(due);
        assertThat(due).isEqualTo(Instant.parse("2026-11-22T08:00:01.134Z"));
    }

    @Test
    void what_failed_together_is_spread_over_half_of_the_delay() {
        long[] inEighths = new long[8];
        IntStream.range(0, 8000)
                .mapToObj(index -> RetryDelay.DEFAULT.due(JobId.of(BATCH, index), 1, 9, FAILED))
                .mapToLong(due -> Duration.between(FAILED, due).toMillis())
                .forEach(wait -> inEighths[(int) Math.min(7, (wait - 128_000) / 16_000)]++);
        assertThat(Arrays.stream(inEighths).boxed()).allMatch(items -> items > 800 && items < 1200);
    }

    @Test
    void another_run_of_an_item_waits_by_another_chance() {
        assertThat(
                        IntStream.range(1, 50)
                                .mapToObj(run ->
                                        RetryDelay.DEFAULT.due(JobId.of(BATCH, 0), run, 9, FAILED))
                                .distinct())
                .hasSizeGreaterThan(45);
    }
}
