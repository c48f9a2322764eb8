package io.batchline.workload.sheets.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.batchline.workload.sheets.draft.MarkerSearch.Markers;
import io.batchline.workload.sheets.picture.GrayPicture;
import io.batchline.workload.sheets.picture.Point;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Drawn pages on which everything's place is known.
class PageSearchTest {
    private static final double RADIUS = 14;

    private final GrayPicture page = TestPages.white(1000, 1400);

    @Test
    void blocks_with_steps_of_their_own_are_found_apart() {
        // given: six rows of four beside five rows of five
        rings(100, 100, 4, 6, 45, 50);
        rings(400, 120, 5, 5, 40, 44);

        // when
        List<BubbleGrid> grids = GridSearch.of(Evening.of(page)).grids();

        // then
        assertThat(grids).hasSize(2);
        BubbleGrid first =
                grids.stream().filter(grid -> grid.columns() == 4).findFirst().orElseThrow();
        assertThat(first.rows()).isEqualTo(6);
        assertThat(first.missing()).isZero();
        assertThat(first.lattice().xColumn()).isCloseTo(45, within(0.2));
        assertThat(first.lattice().yRow()).isCloseTo(50, within(0.2));
        assertThat(first.lattice().x0()).isCloseTo(100, within(0.8));
        assertThat(first.width()).isCloseTo(2 * RADIUS, within(2.0));
    }

    @Test
    void bubbles_that_marks_hide_are_put_where_the_others_say() {
        // given: two smeared marks that reach over their neighbours' edge
        rings(100, 100, 4, 8, 45, 50);
        TestPages.disc(page, 190, 200, 24);
        TestPages.disc(page, 100, 300, 24);

        // when
        GridSearch.Grids found = GridSearch.of(Evening.of(page));

        // then
        assertThat(found.grids()).hasSize(1);
        BubbleGrid grid = found.grids().getFirst();
        assertThat(List.of(grid.columns(), grid.rows(), grid.missing())).containsExactly(4, 8, 2);
        assertThat(grid.isSeen(2, 2)).isFalse();
    }

    @Test
    void columns_of_other_length_are_blocks_of_their_own() {
        // given: seven columns of ten, one of six
        rings(100, 100, 7, 10, 45, 50);
        rings(100 + 7 * 45, 100, 1, 6, 45, 50);

        // when
        List<BubbleGrid> grids = GridSearch.of(Evening.of(page)).grids();

        // then
        assertThat(grids)
                .extracting(grid -> List.of(grid.columns(), grid.rows()))
                .containsExactlyInAnyOrder(List.of(7, 10), List.of(1, 6));
    }

    @Test
    void one_outline_alone_is_no_block_and_is_told() {
        rings(100, 100, 4, 6, 45, 50);
        TestPages.ring(page, 700, 900, RADIUS);
        GridSearch.Grids found = GridSearch.of(Evening.of(page));
        assertThat(found.grids()).hasSize(1);
        assertThat(found.loose()).hasSize(1);
        assertThat(found.loose().getFirst().centerX()).isCloseTo(700, within(2.0));
    }

    @Test
    void markers_are_four_squares_of_one_size_in_the_corners() {
        // given: three of one size, a smaller one, and one that belongs to nothing
        TestPages.square(page, 50, 50, 40);
        TestPages.square(page, 900, 50, 40);
        TestPages.square(page, 50, 1300, 40);
        TestPages.square(page, 905, 1305, 20);
        TestPages.square(page, 480, 700, 40);
        assertThat(MarkerSearch.find(Evening.of(page))).isEmpty();

        // when
        TestPages.square(page, 900, 1300, 40);

        // then
        Markers markers = MarkerSearch.find(Evening.of(page)).orElseThrow();
        assertThat(markers.side()).isCloseTo(40, within(1.0));
        assertThat(markers.centers())
                .containsExactly(
                        new Point(70, 70),
                        new Point(920, 70),
                        new Point(70, 1320),
                        new Point(920, 1320));
    }

    @Test
    void a_blank_page_shows_nothing() {
        assertThat(SheetDraft.of(page)).isInstanceOf(SheetDraft.NothingFound.class);
    }

    @Test
    void a_line_longer_than_the_alphabet_is_a_field_per_bubble() {
        rings(60, 60, 1, 27, 45, 45);
        SheetDraft draft = SheetDraft.of(page);
        assertThat(draft).isInstanceOf(SheetDraft.Drafted.class);
        assertThat(((SheetDraft.Drafted) draft).found())
                .contains("Questions_1_27: 27 fields q1..27, 1 bubbles each (A), to the right");
    }

    @Test
    void a_pattern_of_boxes_all_over_the_page_is_given_up_in_time() {
        for (int y = 0; y + 10 < page.height(); y += 12) {
            for (int x = 0; x + 10 < page.width(); x += 12) {
                TestPages.square(page, x, y, 10);
                for (int row = y + 1; row < y + 9; row++) {
                    Arrays.fill(
                            page.pixels(),
                            row * page.width() + x + 1,
                            row * page.width() + x + 9,
                            (byte) 245);
                }
            }
        }
        assertThat(assertTimeoutPreemptively(Duration.ofSeconds(30), () -> SheetDraft.of(page)))
                .isInstanceOf(SheetDraft.NothingFound.class);
    }

    private void rings(int x, int y, int columns, int rows, int stepX, int stepY) {
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                TestPages.ring(page, x + column * stepX, y + row * stepY, RADIUS);
            }
        }
    }
}
