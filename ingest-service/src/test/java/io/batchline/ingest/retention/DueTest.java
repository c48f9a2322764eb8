package io.batchline.ingest.retention;

import static io.batchline.ingest.retention.Kept.HISTORY;
import static io.batchline.ingest.retention.Kept.RESULTS;
import static io.batchline.ingest.retention.Kept.SOURCES;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DueTest {
    private static final Instant END = Instant.parse("2026-03-28T12:00:00Z");
    private static final KeepDays DAYS = KeepDays.of(Map.of(SOURCES, 10, RESULTS, 20, HISTORY, 30));
    private static final Due.Standing WHOLE = new Due.Standing(true, true, true);

    @Test
    void a_day_is_due_when_it_is_over_to_the_second() {
        assertThat(after(Duration.ofDays(10).minusMillis(1), WHOLE)).isEmpty();
        assertThat(after(Duration.ofDays(10), WHOLE)).containsExactly(SOURCES);
    }

    @Test
    void source_results_and_the_whole_batch_go_one_after_the_other() {
        assertThat(after(Duration.ofDays(19), new Due.Standing(true, false, true))).isEmpty();
        assertThat(after(Duration.ofDays(20), new Due.Standing(true, false, true)))
                .containsExactly(RESULTS);
        assertThat(after(Duration.ofDays(29), new Due.Standing(true, false, false))).isEmpty();
        assertThat(after(Duration.ofDays(30), new Due.Standing(true, false, false)))
                .containsExactly(HISTORY);
    }

    @Test
    void what_was_missed_is_made_up_for_at_once() {
        assertThat(after(Duration.ofDays(25), WHOLE)).containsExactly(SOURCES, RESULTS);
    }

    @Test
    void the_whole_batch_takes_everything_along_whatever_is_said_of_its_parts() {
        var longer = KeepDays.of(Map.of(SOURCES, 100, RESULTS, 100, HISTORY, 1));
        assertThat(Due.of(END.plus(Duration.ofDays(1)), END, longer, WHOLE))
                .containsExactly(HISTORY);
    }

    @Test
    void nothing_of_a_batch_that_is_not_over_is_ever_due() {
        assertThat(after(Duration.ofDays(40_000), new Due.Standing(false, true, true))).isEmpty();
    }

    @Test
    void a_clock_that_is_behind_removes_nothing() {
        assertThat(after(Duration.ofDays(-400), WHOLE)).isEmpty();
    }

    @Test
    void the_usual_days_hold_where_a_tenant_says_nothing() {
        assertThat(KeepDays.USUAL.of(SOURCES)).isEqualTo(90);
        assertThat(KeepDays.of(Map.of(SOURCES, 1)).of(RESULTS)).isEqualTo(365);
    }

    private static Set<Kept> after(Duration time, Due.Standing standing) {
        return Due.of(END.plus(time), END, DAYS, standing);
    }
}
