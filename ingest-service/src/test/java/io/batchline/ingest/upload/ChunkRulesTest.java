package io.batchline.ingest.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.id.BatchId;
import io.batchline.ingest.batch.Upload;
import io.batchline.ingest.batch.UploadRole;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChunkRulesTest {
    private static final long LARGEST = 1000;
    private static final OptionalLong UNSAID = OptionalLong.empty();

    @Test
    void what_fits_at_the_right_place_is_taken_and_its_part_kept() {
        assertThat(decide(open(100, 40), chunk(40, 60)))
                .isEqualTo(new ChunkDecision.Take(100, OptionalLong.of(100), true));
    }

    @Test
    void what_can_only_be_judged_whole_is_not_kept_in_part() {
        var summed =
                new Chunk(
                        40,
                        OptionalLong.of(1),
                        UNSAID,
                        Checksum.parse("md5 AAAAAAAAAAAAAAAAAAAAAA=="));

        assertThat(decide(open(100, 40), summed))
                .isEqualTo(new ChunkDecision.Take(100, OptionalLong.of(100), false));
        assertThat(decide(open(100, 40), new Chunk(40, UNSAID, UNSAID, null)))
                .isEqualTo(new ChunkDecision.Take(100, OptionalLong.of(100), false));
    }

    @Test
    void a_wrong_place_is_answered_with_the_right_one() {
        assertThat(decide(open(100, 40), chunk(39, 1))).isEqualTo(refuse(40));
        assertThat(decide(open(100, 40), chunk(41, 1))).isEqualTo(refuse(40));
        assertThat(decide(in(Upload.State.COMPLETE, 100, 100), chunk(0, 1))).isEqualTo(refuse(100));
    }

    @Test
    void what_does_not_fit_is_refused_unread() {
        assertThat(decide(open(100, 40), chunk(40, 61)))
                .isEqualTo(new ChunkDecision.Refuse(new ChunkOutcome.TooLarge(100)));
        assertThat(decide(open(-1, 40), chunk(40, 961)))
                .isEqualTo(new ChunkDecision.Refuse(new ChunkOutcome.TooLarge(1000)));
    }

    @Test
    void a_length_is_said_once_and_never_below_what_has_come() {
        assertThat(decide(open(-1, 40), saying(100)))
                .isEqualTo(new ChunkDecision.Take(100, OptionalLong.of(100), true));
        assertThat(decide(open(100, 40), saying(100))).isInstanceOf(ChunkDecision.Take.class);
        assertThat(decide(open(100, 40), saying(99)))
                .isEqualTo(new ChunkDecision.Refuse(new ChunkOutcome.OtherLength(100)));
        assertThat(decide(open(-1, 40), saying(39)))
                .isEqualTo(new ChunkDecision.Refuse(new ChunkOutcome.OtherLength(40)));
        assertThat(decide(open(-1, 40), saying(LARGEST + 1)))
                .isEqualTo(new ChunkDecision.Refuse(new ChunkOutcome.TooLarge(LARGEST)));
    }

    @Test
    void an_upload_that_is_over_takes_nothing() {
        for (var state : new Upload.State[] {Upload.State.EXPIRED, Upload.State.ENDED}) {
            assertThat(decide(in(state, 100, 40), chunk(40, 1)))
                    .isEqualTo(new ChunkDecision.Refuse(new ChunkOutcome.Gone()));
        }
        assertThat(decide(in(Upload.State.COMPLETE, 100, 100), chunk(100, 1)))
                .isEqualTo(new ChunkDecision.Refuse(new ChunkOutcome.TooLarge(100)));
    }

    @Test
    void who_asks_again_after_the_end_hears_that_it_is_complete() {
        assertThat(decide(in(Upload.State.COMPLETE, 100, 100), chunk(100, 0)))
                .isEqualTo(new ChunkDecision.Refuse(new ChunkOutcome.Complete(100)));
    }

    private static ChunkDecision decide(Upload upload, Chunk chunk) {
        return ChunkRules.decide(upload, chunk, LARGEST);
    }

    private static ChunkDecision refuse(long offset) {
        return new ChunkDecision.Refuse(new ChunkOutcome.WrongOffset(offset));
    }

    private static Chunk chunk(long offset, long size) {
        return new Chunk(offset, OptionalLong.of(size), UNSAID, null);
    }

    private static Chunk saying(long length) {
        return new Chunk(40, OptionalLong.of(1), OptionalLong.of(length), null);
    }

    private static Upload open(long length, long received) {
        return in(Upload.State.OPEN, length, received);
    }

    /// @param length below 0 for one that nobody has said
    private static Upload in(Upload.State state, long length, long received) {
        return new Upload(
                UUID.randomUUID(),
                new BatchId("b"),
                new UploadRole.Whole(),
                state,
                "scans.zip",
                null,
                length < 0 ? UNSAID : OptionalLong.of(length),
                received,
                UNSAID,
                Instant.EPOCH,
                Instant.EPOCH);
    }
}
