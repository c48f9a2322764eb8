package io.batchline.workload.sheets.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LetterMatchTest {
    private final LetterShapes shapes = LetterShapes.load();
    private final LetterMatch match = new LetterMatch(shapes);

    @Test
    void rows_of_letters_and_digits_are_told_from_each_other() {
        for (String row :
                List.of("ABCD", "DCBA", "1234", "0123", "EFGH", "0123456789", "1234567890", "TF")) {
            assertThat(match.values(prints(row))).isEqualTo(new LetterMatch.Values(row, true));
        }
    }

    @Test
    void empty_bubbles_have_the_usual_values_and_that_is_a_guess() {
        List<double[]> empty = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            empty.add(new double[LetterPatch.SIDE * LetterPatch.SIDE]);
        }
        assertThat(match.values(empty)).isEqualTo(new LetterMatch.Values("ABCDE", false));
    }

    @Test
    void a_row_that_sheets_do_not_have_is_a_guess() {
        assertThat(match.values(prints("XQAK")).sure()).isFalse();
    }

    /// At 0.6 of black and a little smaller, as in a bubble.
    private List<double[]> prints(String row) {
        int side = LetterPatch.SIDE;
        List<double[]> prints = new ArrayList<>();
        for (int i = 0; i < row.length(); i++) {
            double[] whole = shapes.patch(row.charAt(i));
            double[] print = new double[side * side];
            for (int y = 0; y < side - 4; y++) {
                for (int x = 0; x < side - 4; x++) {
                    int from = y * side / (side - 4) * side + x * side / (side - 4);
                    print[(y + 2) * side + x + 2] = 0.6 * whole[from];
                }
            }
            prints.add(print);
        }
        return prints;
    }
}
