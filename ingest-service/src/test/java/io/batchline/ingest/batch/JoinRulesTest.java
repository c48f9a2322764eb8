package io.batchline.ingest.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.TenantId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JoinRulesTest {
    private static final BatchId BATCH = new BatchId("b");
    private static final UUID SOURCE = UUID.randomUUID();
    private static final UploadRole PART = new UploadRole.Part(SOURCE, OptionalLong.empty());

    private final Upload first = part(PART, Upload.State.OPEN, 400, 400);
    private final Upload second = part(PART, Upload.State.OPEN, 300, 300);

    @Test
    void whole_parts_become_one_in_the_order_of_the_list() {
        assertThat(decide(second, first))
                .isEqualTo(new JoinDecision.Join(SOURCE, List.of(second, first), 700));
        assertThat(decide(first)).isEqualTo(new JoinDecision.Join(SOURCE, List.of(first), 400));
    }

    @Test
    void what_is_not_whole_is_not_joined() {
        Upload half = part(PART, Upload.State.OPEN, 9, 10);

        assertThat(decide(first, half)).isEqualTo(new JoinDecision.Unfinished(half.id(), 9, 10));
    }

    @Test
    void what_a_request_writes_is_waited_for() {
        assertThat(
                        JoinRules.decide(
                                asked("m", first),
                                known(first),
                                Set.of(first.id()),
                                Optional.empty(),
                                1000))
                .isEqualTo(new JoinDecision.Busy(first.id()));
    }

    @Test
    void each_part_once_and_not_too_many() {
        assertThat(decide(first, second, first)).isEqualTo(new JoinDecision.Doubled(first.id()));
        Upload[] many =
                Stream.generate(() -> part(PART, Upload.State.OPEN, 1, 1))
                        .limit(33)
                        .toArray(Upload[]::new);
        assertThat(decide(many)).isEqualTo(new JoinDecision.TooMany(32));
    }

    @Test
    void what_is_no_part_of_this_batch_is_named() {
        Upload whole = part(new UploadRole.Whole(), Upload.State.OPEN, 1, 1);
        Upload strange = part(PART, Upload.State.OPEN, 1, 1);
        Upload elsewhere = of(new BatchId("other"), PART, Upload.State.OPEN, 1, 1, "m");

        assertThat(decide(first, whole)).isEqualTo(new JoinDecision.NotAPart(whole.id()));
        assertThat(decide(first, elsewhere))
                .isEqualTo(new JoinDecision.OfAnotherBatch(elsewhere.id()));
        assertThat(
                        JoinRules.decide(
                                asked("m", strange), Map.of(), Set.of(), Optional.empty(), 1000))
                .isEqualTo(new JoinDecision.Unknown(strange.id()));
    }

    @Test
    void what_has_ended_or_is_joined_is_not_joined_again() {
        Upload expired = part(PART, Upload.State.EXPIRED, 1, 1);
        Upload ended = part(PART, Upload.State.ENDED, 1, 1);
        Upload joined = part(PART, Upload.State.JOINED, 1, 1);

        assertThat(decide(expired)).isEqualTo(new JoinDecision.Gone(expired.id()));
        assertThat(decide(ended)).isEqualTo(new JoinDecision.Gone(ended.id()));
        assertThat(decide(joined)).isEqualTo(new JoinDecision.JoinedOtherwise(joined.id(), SOURCE));
    }

    @Test
    void the_same_again_is_the_same_upload_and_with_other_metadata_it_is_not() {
        Upload joined = part(PART, Upload.State.JOINED, 1, 1);
        var role = new UploadRole.Joined(List.of(joined.id()), "final;…");
        Upload made = of(BATCH, role, Upload.State.COMPLETE, 1, 1, "m");

        assertThat(again("m", joined, made)).isEqualTo(new JoinDecision.JoinedAlready(made));
        assertThat(again("n", joined, made))
                .isEqualTo(new JoinDecision.JoinedOtherwise(joined.id(), SOURCE));
    }

    @Test
    void all_together_are_as_long_as_a_source_may_be_and_was_said_to_be() {
        Upload large = part(PART, Upload.State.OPEN, 601, 601);
        var said = new UploadRole.Part(SOURCE, OptionalLong.of(500));
        Upload some = part(said, Upload.State.OPEN, 400, 400);

        assertThat(decide(first, large)).isEqualTo(new JoinDecision.TooLarge(1000));
        assertThat(decide(some)).isEqualTo(new JoinDecision.OtherLength(400, 500));
    }

    private static JoinDecision decide(Upload... parts) {
        return JoinRules.decide(asked("m", parts), known(parts), Set.of(), Optional.empty(), 1000);
    }

    private static JoinDecision again(String metadata, Upload part, Upload before) {
        return JoinRules.decide(
                asked(metadata, part), known(part), Set.of(), Optional.of(before), 1000);
    }

    private static NewJoin asked(String metadata, Upload... parts) {
        return new NewJoin(
                BATCH,
                new TenantId("t"),
                Stream.of(parts).map(Upload::id).toList(),
                "final;…",
                "scans.zip",
                metadata,
                UUID.randomUUID());
    }

    private static Map<UUID, Upload> known(Upload... parts) {
        var known = new HashMap<UUID, Upload>();
        Stream.of(parts).forEach(part -> known.put(part.id(), part));
        return known;
    }

    private static Upload part(UploadRole role, Upload.State state, long received, long length) {
        return of(BATCH, role, state, received, length, "");
    }

    private static Upload of(
            BatchId batch,
            UploadRole role,
            Upload.State state,
            long received,
            long length,
            String metadata) {
        return new Upload(
                UUID.randomUUID(),
                batch,
                role,
                state,
                "scans.zip",
                metadata,
                OptionalLong.of(length),
                received,
                OptionalLong.empty(),
                Instant.EPOCH,
                Instant.EPOCH);
    }
}
