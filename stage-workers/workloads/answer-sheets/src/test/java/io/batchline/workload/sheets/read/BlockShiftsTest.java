package io.batchline.workload.sheets.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.workload.sheets.picture.GrayPicture;
import io.batchline.workload.sheets.template.FieldBlock;
import io.batchline.workload.sheets.template.Settings.Pair;
import io.batchline.workload.sheets.template.Tuning.Shifting;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BlockShiftsTest {
    private static final Shifting SHIFTING = new Shifting(0.7, 5, 20, 1, 3);
    private static final FieldBlock BLOCK =
            new FieldBlock(
                    "B", new Pair(120, 60), new Pair(60, 150), new Pair(20, 20), "", List.of());

    private final GrayPicture page = Pictures.white(320, 320);

    @Test
    void a_block_moves_towards_print_that_touches_one_side_only() {
        Pictures.fill(page, 130, 50, 70, 170, 30);
        assertThat(new BlockShifts(SHIFTING, page).of(BLOCK)).isPositive();
    }

    @Test
    void it_moves_to_the_left_as_well() {
        Pictures.fill(page, 100, 50, 70, 170, 30);
        assertThat(new BlockShifts(SHIFTING, page).of(BLOCK)).isNegative();
    }

    @Test
    void it_stays_where_print_touches_both_sides_or_none() {
        assertThat(new BlockShifts(SHIFTING, page).of(BLOCK)).isZero();
        Pictures.fill(page, 100, 50, 100, 170, 30);
        assertThat(new BlockShifts(SHIFTING, page).of(BLOCK)).isZero();
    }

    @Test
    void it_never_moves_further_than_allowed() {
        Pictures.fill(page, 170, 50, 150, 170, 30);
        assertThat(new BlockShifts(SHIFTING, page).of(BLOCK)).isBetween(0, 20);
    }
}
