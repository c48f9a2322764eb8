package io.batchline.workload.sheets.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The expected numbers are what OpenCV 4.14 gives for the same pictures.
final class KernelsTest {
    private final GrayPicture picture = Grid.mixed();

    @Test
    void scaling_rounds_in_fixed_point() {
        assertThat(Grid.rows(Scaling.to(picture, 4, 7)))
                .isDeepEqualTo(
                        new int[][] {
                            {2, 23, 75, 159},
                            {9, 31, 85, 169},
                            {26, 49, 103, 189},
                            {54, 78, 134, 221},
                            {101, 126, 182, 133},
                            {159, 185, 133, 112},
                            {211, 238, 40, 130}
                        });
    }

    @Test
    void scaling_to_half_takes_the_mean_of_four() {
        assertThat(Grid.rows(Scaling.to(Grid.picture(4, 2, 0, 1, 10, 20, 1, 0, 30, 41), 2, 1)))
                .isDeepEqualTo(new int[][] {{1, 25}});
    }

    @Test
    void a_narrow_blur_mirrors_the_edge() {
        assertThat(Grid.rows(Smoothing.gaussian(3).apply(picture)))
                .isDeepEqualTo(
                        new int[][] {
                            {10, 18, 39, 75, 124, 152},
                            {24, 31, 53, 89, 139, 168},
                            {63, 71, 94, 131, 166, 179},
                            {129, 137, 145, 151, 155, 153},
                            {168, 177, 169, 144, 132, 130}
                        });
    }

    @Test
    void a_blur_of_given_width_uses_256ths() {
        assertThat(Grid.rows(Smoothing.gaussian(5, 3, 2).apply(picture)))
                .isDeepEqualTo(
                        new int[][] {
                            {21, 28, 49, 85, 113, 124},
                            {34, 41, 63, 99, 127, 138},
                            {74, 82, 104, 128, 152, 161},
                            {140, 135, 140, 144, 149, 145},
                            {165, 159, 162, 152, 150, 143}
                        });
    }

    @Test
    void the_median_repeats_the_edge() {
        assertThat(Grid.rows(MedianFilter.apply(picture, 3)))
                .isDeepEqualTo(
                        new int[][] {
                            {7, 13, 28, 63, 112, 175},
                            {13, 28, 61, 84, 129, 175},
                            {52, 61, 84, 129, 172, 193},
                            {117, 127, 127, 151, 147, 147},
                            {208, 208, 189, 151, 80, 147}
                        });
    }

    @Test
    void closing_with_an_even_box_shifts_as_opencv_does() {
        assertThat(Grid.rows(Morphology.closed(picture, 4, 2)))
                .isDeepEqualTo(
                        new int[][] {
                            {7, 7, 7, 28, 63, 112},
                            {7, 7, 7, 28, 63, 112},
                            {21, 21, 21, 43, 79, 129},
                            {61, 61, 61, 84, 121, 172},
                            {127, 127, 127, 151, 189, 241}
                        });
    }

    @Test
    void a_warp_interpolates_in_32nds_and_is_black_outside() {
        Point[] from = {new Point(0, 0), new Point(5, 1), new Point(4, 4), new Point(1, 3)};
        Point[] to = {new Point(0, 0), new Point(3, 0), new Point(3, 3), new Point(0, 3)};
        assertThat(Grid.rows(Warp.of(picture, Projection.between(from, to), 4, 4)))
                .isDeepEqualTo(
                        new int[][] {
                            {0, 20, 76, 193},
                            {30, 62, 121, 180},
                            {77, 119, 182, 163},
                            {127, 178, 99, 80}
                        });
    }

    @Test
    void stretching_uses_the_whole_range_and_makes_one_grey_black() {
        assertThat(Grid.rows(Tone.stretched(Grid.picture(3, 1, 50, 100, 150))))
                .isDeepEqualTo(new int[][] {{0, 127, 255}});
        assertThat(Grid.rows(Tone.stretched(Grid.picture(2, 1, 9, 9))))
                .isDeepEqualTo(new int[][] {{0, 0}});
        assertThat(Grid.rows(Tone.stretchedUnlessFlat(Grid.picture(2, 1, 9, 9))))
                .isDeepEqualTo(new int[][] {{9, 9}});
    }

    @Test
    void levels_cut_below_low_and_above_high() {
        assertThat(Grid.rows(Tone.levelled(Grid.picture(5, 1, 0, 178, 191, 204, 255), 0.7, 0.8, 1)))
                .isDeepEqualTo(new int[][] {{0, 0, 127, 255, 255}});
    }

    @Test
    void edges_are_one_pixel_wide_crests() {
        GrayPicture page = GrayPicture.black(12, 12);
        Arrays.fill(page.pixels(), (byte) 240);
        for (int y = 3; y < 9; y++) {
            Arrays.fill(page.pixels(), y * 12 + 4, y * 12 + 10, (byte) 20);
        }
        assertThat(Grid.text(Edges.of(page, 55, 185)))
                .isEqualTo(
                        """
                        ............
                        ............
                        .....####...
                        ....#....#..
                        ...#.....#..
                        ...#.....#..
                        ...#.....#..
                        ...#.....#..
                        ....######..
                        ............
                        ............
                        ............\
                        """);
    }

    @Test
    void a_ring_has_an_outer_border_and_one_of_its_hole() {
        GrayPicture ring = Grid.picture(4, 4, 0, 0, 0, 0, 0, 9, 9, 9, 0, 9, 0, 9, 0, 9, 9, 9);
        List<List<Point>> borders = Borders.of(ring);
        assertThat(borders).hasSize(2);
        assertThat(borders.getLast()).hasSize(8).startsWith(new Point(1, 1));
    }

    @Test
    void the_hull_of_a_notched_square_simplifies_to_its_corners() {
        List<Point> border =
                List.of(
                        new Point(0, 0),
                        new Point(0, 20),
                        new Point(20, 20),
                        new Point(20, 0),
                        new Point(10, 5));
        Polygon hull = Hull.of(border);
        assertThat(hull.area()).isEqualTo(400);
        assertThat(hull.perimeter()).isEqualTo(80);
        assertThat(hull.simplified(2).points())
                .containsExactlyInAnyOrder(
                        new Point(0, 0), new Point(0, 20), new Point(20, 20), new Point(20, 0));
    }

    @Test
    void an_outline_two_pixels_wide_lies_on_both_sides_of_the_line() {
        GrayPicture picture = GrayPicture.black(7, 7);
        Outline.draw(picture, 2, 2, 4, 4, 2, 150);
        assertThat(Grid.text(picture))
                .isEqualTo(
                        """
                        .......
                        ..###..
                        .#####.
                        .#####.
                        .#####.
                        ..###..
                        .......\
                        """);
    }
}
