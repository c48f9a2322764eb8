package io.batchline.ingest.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BeginningRulesTest {
    private static final long LARGEST = 1000;
    private static final OptionalLong UNSAID = OptionalLong.empty();
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant LONG_AGO = NOW.minus(Duration.ofMinutes(2));
    private static final UUID SOURCE = UUID.randomUUID();
    private static final UUID FRESH = UUID.randomUUID();

    @Test
    void an_upload_replaces_whatever_nobody_writes() {
        var others = List.of(part(100, false, NOW), part(100, false, NOW));
        NewUpload upload = upload(new UploadRole.Whole(), 10);

        assertThat(decide(upload, others))
                .isEqualTo(
                        new BeginningDecision.Begin(
                                upload.id(),
                                true,
                                Set.of(others.get(0).id(), others.get(1).id()),
                                0,
                                0));
    }

    @Test
    void nothing_replaces_what_is_written() {
        var others = List.of(part(100, false, NOW), part(100, true, NOW));
        var whole =
                List.of(new OpenUpload(UUID.randomUUID(), new UploadRole.Whole(), 9, true, NOW));

        assertThat(decide(upload(new UploadRole.Whole(), 10), others)).isEqualTo(busy());
        assertThat(decide(newPart(UNSAID, 10), whole)).isEqualTo(busy());
        assertThat(decide(newPart(OptionalLong.of(500), 10), others))
                .as("of another file")
                .isEqualTo(busy());
    }

    @Test
    void the_first_part_opens_the_source() {
        assertThat(decide(newPart(UNSAID, 10), List.of()))
                .isEqualTo(new BeginningDecision.Begin(FRESH, true, Set.of(), 0, 0));
    }

    @Test
    void parts_begin_beside_each_other_also_while_these_are_written() {
        var others = List.of(part(100, true, NOW), part(200, false, NOW));

        assertThat(decide(newPart(UNSAID, 700), others))
                .isEqualTo(new BeginningDecision.Begin(SOURCE, false, Set.of(), 2, 300));
    }

    @Test
    void parts_of_another_file_replace_these_when_nobody_writes() {
        var other = part(100, false, NOW);

        assertThat(decide(newPart(OptionalLong.of(500), 10), List.of(other)))
                .isEqualTo(new BeginningDecision.Begin(FRESH, true, Set.of(other.id()), 0, 0));
    }

    @Test
    void all_parts_together_are_bounded_by_what_a_source_may_have() {
        var others = List.of(part(600, false, NOW));

        assertThat(decide(newPart(UNSAID, 401), others))
                .isEqualTo(new BeginningDecision.Refuse(new Beginning.PartsTooLarge(LARGEST, 400)));
        assertThat(decide(newPart(OptionalLong.of(50), 51), List.of()))
                .as("more than the source was said to have")
                .isEqualTo(new BeginningDecision.Refuse(new Beginning.PartsTooLarge(50, 50)));
    }

    @Test
    void parts_that_were_left_behind_make_room_the_oldest_first() {
        OpenUpload oldest = part(400, false, LONG_AGO.minusSeconds(1));
        OpenUpload old = part(300, false, LONG_AGO);
        OpenUpload pausing = part(200, false, NOW.minusSeconds(30));
        var others = List.of(pausing, old, oldest);

        assertThat(decide(newPart(UNSAID, 100), others))
                .isEqualTo(new BeginningDecision.Begin(SOURCE, false, Set.of(), 3, 900));
        assertThat(decide(newPart(UNSAID, 500), others))
                .isEqualTo(new BeginningDecision.Begin(SOURCE, false, Set.of(oldest.id()), 2, 500));
        assertThat(decide(newPart(UNSAID, 800), others))
                .isEqualTo(
                        new BeginningDecision.Begin(
                                SOURCE, false, Set.of(oldest.id(), old.id()), 1, 200));
        assertThat(decide(newPart(UNSAID, 801), others))
                .isEqualTo(new BeginningDecision.Refuse(new Beginning.PartsTooLarge(LARGEST, 800)));
    }

    @Test
    void a_source_has_so_many_parts() {
        var others = new ArrayList<OpenUpload>();
        for (int i = 0; i < UploadLimits.PARTS; i++) {
            others.add(part(1, false, NOW));
        }

        assertThat(decide(newPart(UNSAID, 1), others))
                .isEqualTo(
                        new BeginningDecision.Refuse(
                                new Beginning.TooManyParts(UploadLimits.PARTS)));
        others.set(7, part(1, false, LONG_AGO));
        assertThat(decide(newPart(UNSAID, 1), others))
                .isEqualTo(
                        new BeginningDecision.Begin(
                                SOURCE, false, Set.of(others.get(7).id()), 31, 31));
    }

    private static BeginningDecision decide(NewUpload upload, List<OpenUpload> others) {
        return BeginningRules.decide(upload, others, LARGEST, NOW);
    }

    private static BeginningDecision busy() {
        return new BeginningDecision.Refuse(new Beginning.Busy());
    }

    private static OpenUpload part(long bytes, boolean isWritten, Instant movedAt) {
        return new OpenUpload(
                UUID.randomUUID(), new UploadRole.Part(SOURCE, UNSAID), bytes, isWritten, movedAt);
    }

    private static NewUpload newPart(OptionalLong of, long length) {
        return upload(new UploadRole.Part(FRESH, of), length);
    }

    private static NewUpload upload(UploadRole role, long length) {
        return new NewUpload(
                UUID.randomUUID(),
                new BatchId("b"),
                new TenantId("t"),
                role,
                "scans.zip",
                null,
                OptionalLong.of(length),
                null);
    }
}
