package io.batchline.gateway.hub;

import static io.batchline.contract.progress.ProgressStage.COMPLETED;
import static io.batchline.contract.progress.ProgressStage.EXTRACTING;
import static io.batchline.contract.progress.ProgressStage.ORGANIZING;
import static io.batchline.contract.progress.ProgressStage.PROCESSING;
import static io.batchline.gateway.hub.Events.BATCH;
import static io.batchline.gateway.hub.Events.NOON;
import static io.batchline.gateway.hub.Events.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.gateway.hub.Viewer.Next;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ViewerTest {
    private static final Duration AT_ONCE = Duration.ofMillis(1);

    private final Board board = new Board(Clock.fixed(NOON, ZoneOffset.UTC));

    @Test
    void gets_what_is_held_then_what_is_new() throws Exception {
        board.onProgress(10, at(EXTRACTING, 0));
        board.onProgress(11, at(EXTRACTING, 50));
        Viewer viewer = board.watch(BATCH, new From.Beginning());

        assertThat(positions(viewer.next(AT_ONCE))).containsExactly(10L, 11L);
        assertThat(viewer.next(AT_ONCE)).isEqualTo(new Next.Quiet());
        board.onProgress(12, at(EXTRACTING, 60));
        assertThat(positions(viewer.next(AT_ONCE))).containsExactly(12L);
    }

    @Test
    void resumes_after_what_it_has_seen_even_when_that_is_long_ago() throws Exception {
        for (int i = 0; i < 300; i++) {
            board.onProgress(i, at(PROCESSING, i / 3.0));
        }

        Viewer viewer = board.watch(BATCH, new From.After(99));

        assertThat(positions(viewer.next(AT_ONCE))).hasSize(200).startsWith(100L).endsWith(299L);
    }

    @Test
    void who_waits_for_a_batch_to_go_on_does_not_take_its_end_for_one() throws Exception {
        board.onProgress(5, at(COMPLETED, 100));
        assertThat(board.watch(BATCH, new From.After(5)).next(AT_ONCE)).isEqualTo(new Next.Over());

        Viewer viewer = board.watch(BATCH, new From.Anew(5));

        assertThat(viewer.next(AT_ONCE)).isEqualTo(new Next.Quiet());
        board.onProgress(6, at(2, ORGANIZING, 0, NOON));
        assertThat(positions(viewer.next(AT_ONCE))).containsExactly(6L);
        assertThat(positions(board.watch(BATCH, new From.Beginning()).next(AT_ONCE)))
                .containsExactly(6L);
    }

    @Test
    void who_asks_for_the_latest_gets_one_event() throws Exception {
        board.onProgress(1, at(EXTRACTING, 0));
        board.onProgress(2, at(EXTRACTING, 50));

        Viewer viewer = board.watch(BATCH, new From.Latest());

        assertThat(positions(viewer.next(AT_ONCE))).containsExactly(2L);
    }

    @Test
    void a_slow_viewer_gets_the_newest_and_the_starts_and_ends() throws Exception {
        board.onProgress(0, at(EXTRACTING, 0));
        Viewer viewer = board.watch(BATCH, new From.Beginning());
        viewer.next(AT_ONCE);

        for (int i = 1; i < 90; i++) {
            board.onProgress(i, at(EXTRACTING, i));
        }
        board.onProgress(90, at(EXTRACTING, 100));
        board.onProgress(91, at(ORGANIZING, 0));
        for (int i = 92; i < 110; i++) {
            board.onProgress(i, at(ORGANIZING, i - 91));
        }

        assertThat(positions(viewer.next(AT_ONCE))).containsExactly(90L, 91L, 109L);
    }

    @Test
    void a_viewer_that_keeps_up_misses_nothing() throws Exception {
        Viewer viewer = board.watch(BATCH, new From.Beginning());
        viewer.next(AT_ONCE);
        board.onProgress(0, at(EXTRACTING, 0));
        viewer.next(AT_ONCE);
        for (int i = 1; i <= Conflation.KEEPS_UP; i++) {
            board.onProgress(i, at(EXTRACTING, i));
        }

        assertThat(positions(viewer.next(AT_ONCE))).hasSize(Conflation.KEEPS_UP);
    }

    @Test
    void waits_for_a_batch_of_which_nothing_is_known_yet() throws Exception {
        Viewer viewer = board.watch(BATCH, new From.Beginning());
        var waiting =
                CompletableFuture.supplyAsync(() -> {
                    try {
                        return viewer.next(Duration.ofSeconds(10));
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                });

        board.onProgress(0, at(EXTRACTING, 0));

        assertThat(positions(waiting.get(5, TimeUnit.SECONDS))).containsExactly(0L);
    }

    @Test
    void is_over_once_the_end_was_seen() throws Exception {
        board.onProgress(5, at(COMPLETED, 100));
        Viewer viewer = board.watch(BATCH, new From.Beginning());

        assertThat(positions(viewer.next(AT_ONCE))).containsExactly(5L);
        assertThat(viewer.next(AT_ONCE)).isEqualTo(new Next.Over());
    }

    @Test
    void is_sent_away_at_shutdown_also_when_it_comes_later() throws Exception {
        Viewer before = board.watch(BATCH, new From.Beginning());

        board.close();

        assertThat(before.next(AT_ONCE)).isEqualTo(new Next.SentAway());
        assertThat(board.watch(BATCH, new From.Beginning()).next(AT_ONCE))
                .isEqualTo(new Next.SentAway());
    }

    @Test
    void all_viewers_share_the_bytes_of_an_event() throws Exception {
        board.onProgress(1, at(EXTRACTING, 0));
        var one = (Next.Events) board.watch(BATCH, new From.Beginning()).next(AT_ONCE);
        var other = (Next.Events) board.watch(BATCH, new From.Latest()).next(AT_ONCE);

        byte[] first = one.events().getFirst().frame(_ -> new byte[] {1});
        byte[] second = other.events().getFirst().frame(_ -> new byte[] {2});

        assertThat(second).isSameAs(first);
    }

    private static List<Long> positions(Next next) {
        return ((Next.Events) next).events().stream().map(ProgressEvent::position).toList();
    }
}
