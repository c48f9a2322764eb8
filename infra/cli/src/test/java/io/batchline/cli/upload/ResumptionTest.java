package io.batchline.cli.upload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.contract.id.BatchId;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ResumptionTest {
    private static final ObjectNode REQUEST =
            JsonNodeFactory.instance.objectNode().put("workload", "answer-sheets");
    private static final UploadSource.Mark MARK = new UploadSource.Mark("/a.zip", "5 bytes of 7");
    private static final Standing.Open HALF = new Standing.Open(3);
    private static final KeptUpload KEPT =
            new KeptUpload(
                    new KeptUpload.Of("http://s", "default/ann", "/a.zip"),
                    "5 bytes of 7",
                    REQUEST,
                    "key",
                    new BatchId("b1"),
                    "/api/uploads/u1");

    @Test
    void the_same_goes_on_where_the_server_says() {
        assertThat(Resumption.of(KEPT, MARK, REQUEST, HALF))
                .isEqualTo(new Resumption.GoOn("/api/uploads/u1", 3));
    }

    @Test
    void a_source_that_changed_begins_anew_and_says_so() {
        UploadSource.Mark changed = new UploadSource.Mark("/a.zip", "5 bytes of 8");

        assertThat(Resumption.of(KEPT, changed, REQUEST, HALF))
                .isEqualTo(
                        new Resumption.Anew(
                                "the source has changed since its upload was interrupted"));
    }

    @Test
    void other_options_begin_anew() {
        ObjectNode other = REQUEST.deepCopy().put("priority", "urgent");

        assertThat(Resumption.of(KEPT, MARK, other, HALF)).isInstanceOf(Resumption.Anew.class);
    }

    @Test
    void what_the_server_holds_no_more_begins_anew() {
        assertThat(Resumption.of(KEPT, MARK, REQUEST, new Standing.Gone()))
                .isInstanceOf(Resumption.Anew.class);
    }

    @Test
    void what_arrived_whole_is_not_sent_again() {
        assertThat(Resumption.of(KEPT, MARK, REQUEST, new Standing.Complete()))
                .isEqualTo(new Resumption.Arrived());
    }

    @Test
    void what_arrived_whole_stays_when_something_else_is_sent() {
        UploadSource.Mark changed = new UploadSource.Mark("/a.zip", "5 bytes of 8");
        ObjectNode other = REQUEST.deepCopy().put("priority", "urgent");

        assertThat(Resumption.of(KEPT, changed, REQUEST, new Standing.Complete()))
                .isEqualTo(new Resumption.Beside());
        assertThat(Resumption.of(KEPT, MARK, other, new Standing.Complete()))
                .isEqualTo(new Resumption.Beside());
    }

    @Test
    void killed_before_its_upload_began_it_begins() {
        assertThat(Resumption.of(KEPT.withUpload(null), MARK, REQUEST, new Standing.Open(0)))
                .isEqualTo(new Resumption.Begin());
    }

    @Test
    void chunks_grow_on_a_fast_line_and_shrink_on_a_slow_one_within_bounds() {
        assertThat(Pace.next(1 << 20, Duration.ofMillis(20))).isEqualTo(2 << 20);
        assertThat(Pace.next(Pace.LARGEST_CHUNK, Duration.ofMillis(20)))
                .isEqualTo(Pace.LARGEST_CHUNK);
        assertThat(Pace.next(1 << 20, Duration.ofSeconds(5))).isEqualTo(1 << 20);
        assertThat(Pace.next(1 << 20, Duration.ofSeconds(20))).isEqualTo(512 << 10);
        assertThat(Pace.next(Pace.SMALLEST_CHUNK, Duration.ofSeconds(60)))
                .isEqualTo(Pace.SMALLEST_CHUNK);
    }

    @Test
    void what_broke_off_is_sent_again_in_halves() {
        assertThat(Pace.afterBreak(Pace.LARGEST_CHUNK)).isEqualTo(Pace.LARGEST_CHUNK / 2);
        assertThat(Pace.afterBreak(Pace.SMALLEST_CHUNK)).isEqualTo(Pace.SMALLEST_CHUNK);
    }

    @Test
    void pauses_double_up_to_half_a_minute() {
        Random random = new Random(1);
        for (int failures = 1; failures < 40; failures++) {
            long most = Math.min(30_000, 500L << Math.min(failures - 1, 10));
            assertThat(Pace.pause(failures, random).toMillis()).isBetween(most / 2, most);
        }
    }
}
