package io.batchline.gateway.sse;

import static io.batchline.contract.progress.ProgressStage.COMPLETED;
import static io.batchline.contract.progress.ProgressStage.PROCESSING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.TenantId;
import io.batchline.contract.progress.Progress;
import io.batchline.contract.progress.ProgressStage;
import io.batchline.gateway.hub.Board;
import io.batchline.gateway.hub.From;
import io.batchline.gateway.hub.Vector;
import io.batchline.http.identity.Authenticator.Admission;
import io.batchline.http.identity.Caller;
import io.batchline.http.identity.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class LaneTest {
    private static final BatchId BATCH = new BatchId("b1");
    private static final TenantId TENANT = new TenantId("north");

    private final Board board = new Board(Clock.systemUTC());
    private final AtomicBoolean heard = new AtomicBoolean(true);
    private final AtomicInteger left = new AtomicInteger();
    private final StreamCounts counts = new StreamCounts();
    private final EventFrames frames = EventFrames.named(new ProgressData());
    private final Lane lane =
            new Lane(
                    "streams-test",
                    StreamSettings.USUAL
                            .withPace(Duration.ofMillis(10))
                            .withWriteWithin(Duration.ofSeconds(2)),
                    counts,
                    heard::get,
                    _ -> left.incrementAndGet());

    @BeforeEach
    void start() {
        board.tell(lane);
        lane.start();
    }

    @AfterEach
    void stop() {
        lane.close();
    }

    @Test
    void a_viewer_gets_what_is_held_then_what_is_new_until_the_end() throws Exception {
        board.onProgress(1, progress(PROCESSING, 10));
        FakeSink viewer = join(new From.Beginning());
        has(viewer, "1");

        board.onProgress(2, progress(PROCESSING, 20));
        has(viewer, "1", "2");
        board.onProgress(3, progress(COMPLETED, 100));

        has(viewer, "1", "2", "3");
        await().until(() -> "ended".equals(viewer.whatEnd()));
        assertThat(left).hasValue(1);
    }

    @Test
    void one_that_does_not_read_holds_nobody_up_and_has_one_write_on_its_way() throws Exception {
        FakeSink slow = join(new From.Beginning());
        FakeSink quick = join(new From.Beginning());
        slow.stopReading();

        for (int i = 1; i <= 200; i++) {
            board.onProgress(i, progress(PROCESSING, i / 2.0));
            if (i % 20 == 0) {
                hasAll(quick, i);
            }
        }

        assertThat(slow.writes()).isEqualTo(2);
        slow.readOn();
        await().until(() -> slow.ids().contains("200"));
        assertThat(slow.writes()).isEqualTo(3);
        assertThat(slow.ids()).hasSizeLessThan(60).doesNotHaveDuplicates();
        assertThat(counts.conflated.sum()).isGreaterThan(100);
        board.onProgress(201, progress(PROCESSING, 100));
        await().until(() -> slow.ids().contains("201"));
        assertThat(slow.ids()).doesNotHaveDuplicates();
    }

    @Test
    void one_that_takes_nothing_for_too_long_is_cut_off() throws Exception {
        FakeSink stuck = join(new From.Beginning());
        stuck.stopReading();
        board.onProgress(1, progress(PROCESSING, 10));

        await().atMost(Duration.ofSeconds(5)).until(() -> "cut".equals(stuck.whatEnd()));
        assertThat(left).hasValue(1);
        assertThat(counts.cutOff.sum()).isEqualTo(1);
    }

    @Test
    void one_that_has_read_more_elsewhere_gets_nothing_twice() throws Exception {
        board.onProgress(1, progress(PROCESSING, 10));
        FakeSink ahead = join(new From.After(Vector.of(3)));

        board.onProgress(2, progress(PROCESSING, 20));
        board.onProgress(3, progress(PROCESSING, 30));
        board.onProgress(4, progress(PROCESSING, 40));

        await().until(() -> ahead.ids().contains("4"));
        assertThat(ahead.ids()).containsExactly("4");
    }

    @Test
    void all_are_told_once_that_the_broker_is_not_heard_and_once_that_it_is_again()
            throws Exception {
        board.onProgress(1, progress(PROCESSING, 40));
        FakeSink viewer = join(new From.Beginning());
        has(viewer, "1");

        heard.set(false);
        has(viewer, "1", "1");
        FakeSink later = join(new From.Latest());
        has(later, "1", "1");
        heard.set(true);
        has(viewer, "1", "1", "1");
        has(later, "1", "1", "1");

        assertThat(viewer.frames().stream().filter(frame -> frame.startsWith("event: ")))
                .extracting(frame -> frame.contains("\"broker unreachable\""))
                .containsExactly(false, true, false);
    }

    @Test
    void who_goes_away_or_may_see_no_more_has_no_stream() throws Exception {
        FakeSink one = join(new From.Beginning());
        FakeSink other = join(new From.Beginning());

        one.goAway();
        await().until(() -> left.get() == 1);
        Set<Admission> held = lane.admissions().get(5, TimeUnit.SECONDS);
        assertThat(held).hasSize(1);
        lane.end(held);

        await().until(() -> "ended".equals(other.whatEnd()));
        assertThat(left).hasValue(2);
    }

    @Test
    void a_batch_that_is_deleted_sends_its_viewers_away() throws Exception {
        board.onProgress(1, progress(PROCESSING, 40));
        FakeSink viewer = join(new From.Beginning());

        board.forget(BATCH);

        await().until(() -> "ended".equals(viewer.whatEnd()));
    }

    @Test
    void at_shutdown_all_are_told_to_come_back_soon_elsewhere() throws Exception {
        FakeSink viewer = join(new From.Beginning());
        FakeSink stuck = join(new From.Beginning());
        stuck.stopReading();
        board.onProgress(1, progress(PROCESSING, 40));
        has(viewer, "1");

        lane.close();

        assertThat(viewer.whatEnd()).isEqualTo("ended");
        assertThat(viewer.frames().getLast()).matches("retry: [0-9]{3,4}");
        assertThat(stuck.whatEnd()).isEqualTo("cut");
    }

    private FakeSink join(From from) throws InterruptedException {
        var sink = new FakeSink();
        var admission =
                new Admission(new Caller("ann", TENANT, Role.OPERATOR), "secret", null, true);
        var client = new StreamClient(lane, sink, TENANT, admission);
        lane.ask(() -> {
            lane.join(
                    client,
                    new WatchedBatch(board, BATCH, "sheets", frames),
                    from,
                    Frame.retry(Duration.ofSeconds(2)));
            sink.open(client);
        });
        assertThat(sink.opened.await(5, TimeUnit.SECONDS)).isTrue();
        return sink;
    }

    private static void hasAll(FakeSink viewer, int upTo) {
        await().until(() -> viewer.ids().contains(Integer.toString(upTo)));
        assertThat(viewer.ids())
                .isEqualTo(LongStream.rangeClosed(1, upTo).mapToObj(Long::toString).toList());
    }

    private static void has(FakeSink viewer, String... ids) {
        await().untilAsserted(() -> assertThat(viewer.ids()).isEqualTo(List.of(ids)));
    }

    private static Progress progress(ProgressStage stage, double percent) {
        return new Progress(
                BATCH,
                1,
                stage,
                stage.wireId(),
                "Progress",
                percent,
                stage.batchPercentage(percent),
                100,
                (long) percent,
                0,
                4,
                1,
                1,
                null,
                0,
                false,
                null,
                Instant.now());
    }
}
