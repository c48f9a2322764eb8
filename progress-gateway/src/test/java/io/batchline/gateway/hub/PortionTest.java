package io.batchline.gateway.hub;

import static io.batchline.contract.progress.ProgressStage.COMPLETED;
import static io.batchline.contract.progress.ProgressStage.EXTRACTING;
import static io.batchline.contract.progress.ProgressStage.ORGANIZING;
import static io.batchline.contract.progress.ProgressStage.PROCESSING;
import static io.batchline.gateway.hub.Events.NOON;
import static io.batchline.gateway.hub.Events.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.progress.Progress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PortionTest {
    private static final long ALL = Long.MAX_VALUE;

    private History history = History.none();

    @Test
    void who_begins_gets_what_is_held_then_what_is_newer() {
        takes(10, at(EXTRACTING, 0));
        takes(11, at(EXTRACTING, 50));

        assertThat(positions(Portion.begin(history, new From.Beginning(), ALL)))
                .containsExactly(10L, 11L);
        assertThat(positions(Portion.between(history, 11, ALL))).isEmpty();
        takes(12, at(EXTRACTING, 60));
        assertThat(positions(Portion.between(history, 11, ALL))).containsExactly(12L);
    }

    @Test
    void nobody_gets_what_the_others_have_not_got_yet() {
        takes(1, at(EXTRACTING, 0));
        takes(2, at(EXTRACTING, 50));

        assertThat(positions(Portion.begin(history, new From.Beginning(), 1))).containsExactly(1L);
        assertThat(positions(Portion.begin(history, new From.Latest(), 1))).containsExactly(1L);
        assertThat(positions(Portion.between(history, 1, 1))).isEmpty();
    }

    @Test
    void who_resumes_gets_all_that_follows_however_long_ago_that_is() {
        for (int i = 0; i < 300; i++) {
            takes(i, at(PROCESSING, i / 3.0));
        }

        Portion portion = Portion.begin(history, after(99), ALL);

        assertThat(positions(portion)).hasSize(200).startsWith(100L).endsWith(299L);
        assertThat(portion.isSnapshot()).isFalse();
    }

    @Test
    void who_resumes_before_what_is_held_gets_the_newest_marked_as_a_snapshot() {
        takes(0, at(PROCESSING, 0));
        for (int i = 1; i <= 600; i++) {
            takes(i, at(PROCESSING, i / 7.0));
        }

        assertThat(Portion.begin(history, after(50), ALL).isSnapshot()).isTrue();
        assertThat(positions(Portion.begin(history, after(50), ALL))).containsExactly(600L);
        assertThat(Portion.begin(history, after(101), ALL).isSnapshot()).isFalse();
        assertThat(positions(Portion.begin(history, after(101), ALL))).hasSize(499);
    }

    @Test
    void what_is_older_than_an_hour_counts_as_lost_also_before_what_was_ever_held() {
        takes(5, at(EXTRACTING, 100));
        takes(900, at(1, PROCESSING, 0, NOON.plus(Duration.ofHours(2))));
        history = history.trimmed(NOON.plus(Duration.ofHours(2)));

        assertThat(Portion.begin(history, after(300), ALL).isSnapshot()).isTrue();
        assertThat(Portion.begin(history, after(900), ALL).events()).isEmpty();
    }

    @Test
    void a_generation_that_follows_is_no_loss() {
        takes(5, at(COMPLETED, 100));
        takes(6, at(2, ORGANIZING, 0, NOON));
        takes(7, at(2, ORGANIZING, 10, NOON));

        assertThat(positions(Portion.begin(history, after(5), ALL))).containsExactly(6L, 7L);
        assertThat(Portion.begin(history, after(5), ALL).isSnapshot()).isFalse();
        assertThat(positions(Portion.begin(history, new From.Anew(5), ALL)))
                .containsExactly(6L, 7L);
    }

    @Test
    void who_asks_for_the_latest_gets_one_event() {
        takes(1, at(EXTRACTING, 0));
        takes(2, at(EXTRACTING, 50));

        Portion portion = Portion.begin(history, new From.Latest(), ALL);

        assertThat(positions(portion)).containsExactly(2L);
        assertThat(portion.isSnapshot()).isFalse();
    }

    @Test
    void a_slow_viewer_gets_the_newest_and_the_starts_and_ends() {
        takes(0, at(EXTRACTING, 0));
        for (int i = 1; i < 90; i++) {
            takes(i, at(EXTRACTING, i));
        }
        takes(90, at(EXTRACTING, 100));
        takes(91, at(ORGANIZING, 0));
        for (int i = 92; i < 110; i++) {
            takes(i, at(ORGANIZING, i - 91));
        }

        Portion portion = Portion.between(history, 0, ALL);

        assertThat(positions(portion)).containsExactly(90L, 91L, 109L);
        assertThat(portion.passedOver()).isEqualTo(106);
    }

    @Test
    void a_viewer_that_keeps_up_misses_nothing() {
        takes(0, at(EXTRACTING, 0));
        for (int i = 1; i <= Conflation.KEEPS_UP; i++) {
            takes(i, at(EXTRACTING, i));
        }

        assertThat(positions(Portion.between(history, 0, ALL))).hasSize(Conflation.KEEPS_UP);
    }

    @Test
    void the_end_of_the_batch_is_the_last_that_a_viewer_gets() {
        takes(4, at(PROCESSING, 10));
        assertThat(Portion.between(history, 3, ALL).isLast()).isFalse();
        takes(5, at(COMPLETED, 100));
        assertThat(Portion.between(history, 3, ALL).isLast()).isTrue();
        assertThat(Portion.between(history, 5, ALL).isLast()).isFalse();
    }

    private void takes(long position, Progress progress) {
        history = history.with(position, progress, NOON).orElseThrow();
    }

    private static From after(long position) {
        return new From.After(Vector.of(position));
    }

    private static List<Long> positions(Portion portion) {
        return portion.events().stream().map(ProgressEvent::position).toList();
    }
}
