package io.batchline.stage.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class PhasePaceTest {
    private static final Instant START = Instant.parse("2026-11-22T08:00:00Z");

    private final PhasePace pace = new PhasePace(START);

    @Test
    void quick_work_tells_nothing() {
        for (int phase = 1; phase <= 4; phase++) {
            assertThat(pace.entered(phase(phase, 70L * phase))).isEmpty();
        }
        pace.end();
        assertThat(pace.due(START.plusSeconds(5))).isEmpty();
    }

    @Test
    void a_phase_that_is_entered_early_and_stays_is_told_when_the_work_turns_out_to_be_slow() {
        assertThat(pace.entered(phase(1, 0))).isEmpty();
        assertThat(pace.entered(phase(2, 100))).isEmpty();
        assertThat(pace.due(START.plusMillis(299))).isEmpty();
        assertThat(pace.due(START.plusMillis(300))).hasValue(phase(2, 100));
        assertThat(pace.due(START.plusSeconds(10))).isEmpty();
    }

    @Test
    void a_phase_of_slow_work_is_told_at_once() {
        assertThat(pace.entered(phase(1, 2000))).hasValue(phase(1, 2000));
        assertThat(pace.entered(phase(2, 3000))).hasValue(phase(2, 3000));
    }

    @Test
    void no_more_than_one_a_second_is_told_and_that_is_the_newest() {
        assertThat(pace.entered(phase(1, 400))).hasValue(phase(1, 400));
        assertThat(pace.entered(phase(2, 500))).isEmpty();
        assertThat(pace.entered(phase(3, 600))).isEmpty();
        assertThat(pace.due(START.plusMillis(1399))).isEmpty();
        assertThat(pace.due(START.plusMillis(1400))).hasValue(phase(3, 600));
    }

    @Test
    void a_phase_beyond_the_last_is_a_mistake() {
        assertThatThrownBy(() -> phase(5, 0)).hasMessageContaining("phase 5 of 4");
        assertThatThrownBy(() -> phase(0, 0)).hasMessageContaining("phase 0 of 4");
    }

    private static PhasePace.Entered phase(int phase, long millis) {
        return new PhasePace.Entered(phase, 4, "part " + phase, START.plusMillis(millis));
    }
}
