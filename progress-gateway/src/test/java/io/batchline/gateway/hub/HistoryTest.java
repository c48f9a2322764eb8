package io.batchline.gateway.hub;

import static io.batchline.contract.progress.ProgressStage.COMPLETED;
import static io.batchline.contract.progress.ProgressStage.EXTRACTING;
import static io.batchline.contract.progress.ProgressStage.ORGANIZING;
import static io.batchline.contract.progress.ProgressStage.PROCESSING;
import static io.batchline.gateway.hub.Events.NOON;
import static io.batchline.gateway.hub.Events.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class HistoryTest {
    @Test
    void an_event_that_comes_again_is_held_once() {
        History once = History.none().with(7, at(EXTRACTING, 0), NOON).orElseThrow();

        assertThat(once.with(7, at(EXTRACTING, 0), NOON)).isEmpty();
        assertThat(once.with(6, at(EXTRACTING, 1), NOON)).isEmpty();
    }

    @Test
    void events_after_a_position_are_those_that_a_viewer_has_not_seen() {
        History history = ofOrganizing(10);

        assertThat(history.after(7)).extracting(ProgressEvent::position).containsExactly(8L, 9L);
    }

    @Test
    void at_most_500_are_held_and_the_starts_and_ends_of_stages_stay() {
        History history = History.none().with(1, at(EXTRACTING, 0), NOON).orElseThrow();
        history = history.with(2, at(EXTRACTING, 100), NOON).orElseThrow();
        history = history.with(3, at(ORGANIZING, 0), NOON).orElseThrow();
        for (int i = 0; i < 1000; i++) {
            history = history.with(4 + i, at(PROCESSING, i * 0.09), NOON).orElseThrow();
        }

        assertThat(history.events()).hasSize(History.MOST);
        assertThat(history.events())
                .extracting(ProgressEvent::position)
                .startsWith(1L, 2L, 3L, 4L, 508L)
                .endsWith(1003L);
    }

    @Test
    void what_is_older_than_an_hour_goes_but_the_newest_stays() {
        History history = ofOrganizing(5);

        History later = history.trimmed(NOON.plus(Duration.ofMinutes(61)));

        assertThat(later.events()).extracting(ProgressEvent::position).containsExactly(4L);
        assertThat(history.trimmed(NOON.plus(Duration.ofMinutes(59)))).isEqualTo(history);
    }

    @Test
    void a_batch_is_over_for_who_has_seen_its_end() {
        History history = ofOrganizing(3).with(3, at(COMPLETED, 100), NOON).orElseThrow();

        assertThat(history.isOverFor(2)).isFalse();
        assertThat(history.isOverFor(3)).isTrue();
        assertThat(history.isOverFor(99)).isTrue();
        assertThat(ofOrganizing(3).isOverFor(99)).isFalse();
    }

    private static History ofOrganizing(int events) {
        History history = History.none();
        for (int i = 0; i < events; i++) {
            history = history.with(i, at(ORGANIZING, i), NOON).orElseThrow();
        }
        return history;
    }
}
