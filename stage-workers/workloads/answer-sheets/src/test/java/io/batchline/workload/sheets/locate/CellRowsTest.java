package io.batchline.workload.sheets.locate;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.workload.sheets.locate.CellRows.Span;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class CellRowsTest {

    @Test
    void the_first_dark_cell_is_found_wherever_it_lies() {
        SplittableRandom random = new SplittableRandom(9);
        byte[] cells = new byte[61];
        for (int round = 0; round < 500; round++) {
            random.nextBytes(cells);
            int threshold = random.nextInt(40);
            int from = random.nextInt(cells.length);
            int expected = from;
            while (expected < cells.length && (cells[expected] & 0xFF) >= threshold) {
                expected++;
            }
            assertThat(CellRows.firstDark(cells, new Span(from, cells.length), threshold))
                    .isEqualTo(expected);
        }
    }

    @Test
    void nothing_is_darker_than_black() {
        assertThat(CellRows.firstDark(new byte[20], new Span(0, 20), 0)).isEqualTo(20);
        assertThat(CellRows.firstDark(new byte[20], new Span(3, 20), 1)).isEqualTo(3);
    }

    @Test
    void the_lightest_and_the_dark_cells_are_those_of_the_span() {
        SplittableRandom random = new SplittableRandom(10);
        byte[] cells = new byte[61];
        for (int round = 0; round < 500; round++) {
            random.nextBytes(cells);
            int from = random.nextInt(cells.length);
            int to = random.nextInt(from, cells.length + 1);
            int known = random.nextInt(256);
            int threshold = random.nextInt(256);
            int lightest = known;
            int[] dark = new int[256];
            for (int at = from; at < to; at++) {
                int grey = cells[at] & 0xFF;
                lightest = Math.max(lightest, grey);
                dark[grey] += grey < threshold ? 1 : 0;
            }
            int[] counts = new int[256];
            CellRows.countDark(cells, new Span(from, to), threshold, counts);

            assertThat(CellRows.lightest(cells, new Span(from, to), known)).isEqualTo(lightest);
            assertThat(counts).isEqualTo(dark);
        }
    }
}
