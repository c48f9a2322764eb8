package io.batchline.workload.sheets.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.workload.sheets.measure.BubbleEvidence;
import io.batchline.workload.sheets.measure.SheetScale;
import io.batchline.workload.sheets.read.FieldJudge.Judgement;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Evidence made by hand, on a sheet whose marks have 0.8 of black.
final class FieldJudgeTest {
    private static final double PEN = 0.8;
    private static final BubbleEvidence EMPTY = new BubbleEvidence(0.002, 0, 0, 0, 0, 0, 0);
    private static final BubbleEvidence FULL = filled(1);
    private static final BubbleEvidence TICK = new BubbleEvidence(0.1, 0.14, 0.7, 0.01, 0.55, 0, 0);
    private static final BubbleEvidence DOT = new BubbleEvidence(0.05, 0.06, 0.7, 0, 0.15, 0, 0);

    @Test
    void nothing_reads_as_nothing_and_surely() {
        Judgement judgement = judge(EMPTY, EMPTY, EMPTY, EMPTY);
        assertThat(judgement.marked()).containsExactly(false, false, false, false);
        assertThat(judgement.doubt()).isEmpty();
        assertThat(judgement.confidence()).isGreaterThan(0.99);
    }

    @Test
    void one_full_mark_is_sure() {
        Judgement judgement = judge(EMPTY, FULL, EMPTY, EMPTY);
        assertThat(judgement.marked()).containsExactly(false, true, false, false);
        assertThat(judgement.doubt()).isEmpty();
    }

    @Test
    void two_full_marks_are_both_read_and_sure() {
        Judgement judgement = judge(FULL, EMPTY, filled(0.85), EMPTY);
        assertThat(judgement.marked()).containsExactly(true, false, true, false);
        assertThat(judgement.doubt()).isEmpty();
    }

    @Test
    void a_fainter_single_mark_is_read() {
        Judgement judgement = judge(EMPTY, EMPTY, EMPTY, filled(0.5));
        assertThat(judgement.marked()).containsExactly(false, false, false, true);
        assertThat(judgement.doubt()).isEmpty();
    }

    @Test
    void a_very_faint_single_mark_is_asked_about() {
        assertThat(judge(EMPTY, EMPTY, EMPTY, filled(0.36)).doubt()).contains(Doubt.FAINT_MARK);
        assertThat(judge(EMPTY, EMPTY, EMPTY, filled(0.3)).doubt()).contains(Doubt.FAINT_MARK);
    }

    @Test
    void a_paler_second_mark_beside_a_dark_one_is_asked_about() {
        Judgement judgement = judge(FULL, filled(0.5), EMPTY, EMPTY);
        assertThat(judgement.marked()).containsExactly(true, true, false, false);
        assertThat(judgement.doubt()).contains(Doubt.SECOND_MARK);
    }

    @Test
    void what_is_left_of_a_rubbed_out_mark_is_none() {
        Judgement judgement = judge(FULL, filled(0.18), EMPTY, EMPTY);
        assertThat(judgement.marked()).containsExactly(true, false, false, false);
        assertThat(judgement.doubt()).isEmpty();
    }

    @Test
    void what_is_left_of_a_badly_rubbed_out_mark_is_asked_about() {
        Judgement judgement = judge(FULL, filled(0.33), EMPTY, EMPTY);
        assertThat(judgement.marked()).containsExactly(true, false, false, false);
        assertThat(judgement.doubt()).contains(Doubt.ERASURE);
    }

    @Test
    void a_tick_alone_is_a_mark() {
        Judgement judgement = judge(EMPTY, TICK, EMPTY, EMPTY);
        assertThat(judgement.marked()).containsExactly(false, true, false, false);
        assertThat(judgement.doubt()).isEmpty();
    }

    @Test
    void a_tick_beside_a_full_mark_is_asked_about() {
        assertThat(judge(FULL, TICK, EMPTY, EMPTY).doubt()).contains(Doubt.SECOND_MARK);
    }

    @Test
    void a_dot_alone_is_asked_about_and_beside_a_mark_it_is_nothing() {
        assertThat(judge(EMPTY, DOT, EMPTY, EMPTY).doubt()).contains(Doubt.PART_FILLED);
        Judgement beside = judge(FULL, DOT, EMPTY, EMPTY);
        assertThat(beside.marked()).containsExactly(true, false, false, false);
        assertThat(beside.doubt()).isEmpty();
    }

    @Test
    void grain_makes_every_judgement_less_sure() {
        FieldJudge grainy = new FieldJudge(new SheetScale(0.1, 0.02, 0.1), 0.95);
        BubbleEvidence pale = new BubbleEvidence(0.05, 0.4, 0.09, 0.05, 0.7, 0, 0);
        assertThat(grainy.judge(List.of(EMPTY, pale), 1).doubt()).isPresent();
    }

    @Test
    void what_lies_outside_the_picture_is_never_sure() {
        BubbleEvidence outside = new BubbleEvidence(0, 0, 0, 0, 0, 0, 0.4);
        Judgement judgement = judge(FULL, outside, EMPTY);
        assertThat(judgement.confidence()).isZero();
        assertThat(judgement.doubt()).contains(Doubt.OUT_OF_PICTURE);
    }

    @Test
    void what_lies_under_a_dark_stain_is_asked_about() {
        BubbleEvidence stained = new BubbleEvidence(0.01, 0, 0, 0, 0, 0.45, 0);
        assertThat(judge(FULL, stained, EMPTY).doubt()).contains(Doubt.COVERED);
    }

    @Test
    void what_was_looked_for_in_the_wrong_place_is_asked_about() {
        FieldJudge judge = new FieldJudge(new SheetScale(PEN, 0.004, 0.02), 0.95);
        assertThat(judge.judge(List.of(EMPTY, EMPTY), 0.1).doubt()).contains(Doubt.COVERED);
    }

    @Test
    void how_much_confidence_is_enough_is_the_templates_choice() {
        FieldJudge easy = new FieldJudge(new SheetScale(PEN, 0.004, 0.02), 0);
        assertThat(easy.judge(List.of(FULL, filled(0.5)), 1).doubt()).isEmpty();
    }

    private static Judgement judge(BubbleEvidence... bubbles) {
        return new FieldJudge(new SheetScale(PEN, 0.004, 0.02), 0.95).judge(List.of(bubbles), 1);
    }

    /// A bubble that is evenly covered with a share of a mark's ink.
    private static BubbleEvidence filled(double share) {
        double ink = share * PEN;
        return new BubbleEvidence(
                ink, share > 0.45 ? 1 : 0, share > 0.45 ? ink : 0, ink, 0.7, 0, 0);
    }
}
