package io.batchline.gateway.hub;

import static io.batchline.contract.progress.ProgressStage.CANCELLED;
import static io.batchline.contract.progress.ProgressStage.COMPLETED;
import static io.batchline.contract.progress.ProgressStage.EXTRACTING;
import static io.batchline.contract.progress.ProgressStage.ORGANIZING;
import static io.batchline.contract.progress.ProgressStage.UPLOADING;
import static io.batchline.gateway.hub.Events.NOON;
import static io.batchline.gateway.hub.Events.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.progress.Progress;
import org.junit.jupiter.api.Test;

final class SuccessionTest {
    @Test
    void the_first_event_is_shown_as_it_is() {
        assertThat(Succession.follow(null, at(EXTRACTING, 40))).contains(at(EXTRACTING, 40));
    }

    @Test
    void a_stage_that_is_run_again_stands_still_until_it_has_caught_up() {
        Progress shown = Succession.follow(at(EXTRACTING, 60), at(EXTRACTING, 0)).orElseThrow();

        assertThat(shown.progressPercentage()).isEqualTo(60);
        assertThat(shown.batchPercentage()).isEqualTo(EXTRACTING.batchPercentage(60));
        assertThat(shown.message()).isEqualTo("Progress: 0.0");
    }

    @Test
    void a_new_stage_starts_at_its_own_percentage_and_the_batch_goes_on() {
        Progress shown = Succession.follow(at(EXTRACTING, 100), at(ORGANIZING, 0)).orElseThrow();

        assertThat(shown.progressPercentage()).isZero();
        assertThat(shown.batchPercentage()).isEqualTo(EXTRACTING.batchPercentage(100));
    }

    @Test
    void an_event_of_a_stage_that_is_over_comes_too_late() {
        assertThat(Succession.follow(at(ORGANIZING, 0), at(UPLOADING, 100))).isEmpty();
    }

    @Test
    void nothing_follows_the_end() {
        assertThat(Succession.follow(at(CANCELLED, 0), at(ORGANIZING, 50))).isEmpty();
        assertThat(Succession.follow(at(COMPLETED, 100), at(CANCELLED, 0))).isEmpty();
    }

    @Test
    void a_failed_batch_stands_where_it_stood() {
        Progress shown = Succession.follow(at(ORGANIZING, 50), at(CANCELLED, 0)).orElseThrow();

        assertThat(shown.batchPercentage()).isEqualTo(ORGANIZING.batchPercentage(50));
    }

    @Test
    void an_older_generation_comes_too_late() {
        assertThat(Succession.follow(at(2, EXTRACTING, 0, NOON), at(1, ORGANIZING, 9, NOON)))
                .isEmpty();
    }

    @Test
    void a_newer_generation_begins_anew_even_after_the_end() {
        assertThat(Succession.follow(at(COMPLETED, 100), at(2, EXTRACTING, 0, NOON)))
                .contains(at(2, EXTRACTING, 0, NOON));
    }
}
