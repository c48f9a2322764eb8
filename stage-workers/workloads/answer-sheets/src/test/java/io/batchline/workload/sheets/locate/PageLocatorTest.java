package io.batchline.workload.sheets.locate;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.workload.sheets.locate.Location.Found;
import io.batchline.workload.sheets.locate.Location.NotFound;
import io.batchline.workload.sheets.picture.GrayPicture;
import io.batchline.workload.sheets.picture.Point;
import io.batchline.workload.sheets.picture.Projection;
import io.batchline.workload.sheets.template.SheetTemplate;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A page of 500 x 700 units with markers and two blocks of ringed bubbles, drawn by a map that is
/// known.
final class PageLocatorTest {
    private static final String TEMPLATE =
            """
            {"pageDimensions": [500, 700], "bubbleDimensions": [16, 16],
             "markers": {"size": 24, "centers": [[30, 30], [470, 30], [30, 670], [470, 670]]},
             "fieldBlocks": {
               "A": {"origin": [80, 90], "fieldType": "QTYPE_MCQ5", "bubblesGap": 30,
                     "labelsGap": 30, "fieldLabels": ["a1..12"]},
               "B": {"origin": [300, 90], "fieldType": "QTYPE_MCQ4", "bubblesGap": 30,
                     "labelsGap": 30, "fieldLabels": ["b1..8"]}}}
            """;

    private SheetTemplate template;
    private PageLocator locator;

    @BeforeEach
    void open() throws Exception {
        template =
                SheetTemplate.read(name ->
                        name.equals("template.json")
                                ? Optional.of(TEMPLATE.getBytes(StandardCharsets.UTF_8))
                                : Optional.empty());
        locator = new PageLocator(template, template.own().markers().orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({"1.2, 0", "2.5, 0", "2.5, 180", "2, 90", "2, -90", "2.2, 10", "1.6, -171", "5, 3"})
    void a_page_is_found_at_any_size_and_turn(double scale, double degrees) {
        // given
        Projection map = turned(scale, degrees);

        // when
        Location location = locator.locate(draw(map, 4, 245));

        // then
        assertClose(location, map, scale);
    }

    @Test
    void a_page_is_found_at_a_slant() {
        Projection map =
                Projection.between(
                        corners(0, 0, 500, 0, 0, 700, 500, 700),
                        corners(140, 90, 1060, 160, 60, 1500, 1240, 1390));
        assertClose(locator.locate(draw(map, 4, 90)), map, 2);
    }

    @Test
    void a_page_with_three_markers_is_found() {
        Projection map = turned(2, 4);
        for (int gone = 0; gone < 4; gone++) {
            int missing = gone;
            Location location = locator.locate(draw(map, missing, 245));
            assertClose(location, map, 2);
            assertThat(((Found) location).markersSeen()).isEqualTo(3);
        }
    }

    @Test
    void a_page_without_print_is_not_found_and_says_so() {
        GrayPicture white = new GrayPicture(1000, 1400, filled(1000 * 1400, 240));
        assertThat(locator.locate(white))
                .isInstanceOfSatisfying(
                        NotFound.class,
                        none -> assertThat(none.message()).contains("markers were not found"));
    }

    @Test
    void where_bubbles_are_not_to_be_seen_it_is_not_guessed_which_way_is_up() {
        Projection map = turned(2, 0);
        GrayPicture picture = draw(map, 4, 245);
        for (int y = 150; y < picture.height() - 150; y++) {
            for (int x = 150; x < picture.width() - 150; x++) {
                picture.pixels()[y * picture.width() + x] = (byte) 245;
            }
        }
        assertThat(locator.locate(picture))
                .isInstanceOfSatisfying(
                        NotFound.class,
                        none -> assertThat(none.message()).contains("which way is up"));
    }

    private void assertClose(Location location, Projection map, double scale) {
        assertThat(location).isInstanceOf(Found.class);
        Projection found = ((Found) location).fromPage();
        for (Point point : corners(80, 90, 400, 90, 80, 600, 250, 350)) {
            double apart = Math.sqrt(found.apply(point).squaredDistance(map.apply(point)));
            assertThat(apart).isLessThan(1.5 + scale);
        }
    }

    private static Point[] corners(double... numbers) {
        Point[] points = new Point[4];
        for (int i = 0; i < 4; i++) {
            points[i] = new Point(numbers[2 * i], numbers[2 * i + 1]);
        }
        return points;
    }

    private static Projection turned(double scale, double degrees) {
        double cos = scale * Math.cos(Math.toRadians(degrees));
        double sin = scale * Math.sin(Math.toRadians(degrees));
        Projection about = new Projection(cos, -sin, 0, sin, cos, 0, 0, 0, 1);
        double left = Double.MAX_VALUE;
        double top = Double.MAX_VALUE;
        for (Point corner : corners(0, 0, 500, 0, 0, 700, 500, 700)) {
            left = Math.min(left, about.apply(corner).x());
            top = Math.min(top, about.apply(corner).y());
        }
        return new Projection(cos, -sin, -left + 20, sin, cos, -top + 20, 0, 0, 1);
    }

    /// @param missing which marker is not drawn; 4 for none
    /// @param around grey of what lies around the page
    private GrayPicture draw(Projection map, int missing, int around) {
        int width = 0;
        int height = 0;
        for (Point corner : corners(0, 0, 500, 0, 0, 700, 500, 700)) {
            width = Math.max(width, (int) map.apply(corner).x() + 20);
            height = Math.max(height, (int) map.apply(corner).y() + 20);
        }
        GrayPicture picture = new GrayPicture(width, height, filled(width * height, around));
        Projection back = map.inverse();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                Point at = back.apply(new Point(x + 0.5, y + 0.5));
                if (at.x() >= 0 && at.y() >= 0 && at.x() < 500 && at.y() < 700) {
                    picture.pixels()[y * width + x] = (byte) grey(at, missing);
                }
            }
        }
        return picture;
    }

    private int grey(Point at, int missing) {
        var markers = template.own().markers().orElseThrow();
        for (int i = 0; i < 4; i++) {
            Point center = markers.centers().get(i);
            if (i != missing
                    && Math.abs(at.x() - center.x()) < 12
                    && Math.abs(at.y() - center.y()) < 12) {
                return 15;
            }
        }
        boolean ring = onRing(at, 80, 90, 5, 12) || onRing(at, 300, 90, 4, 8);
        return ring ? 110 : 245;
    }

    private static boolean onRing(Point at, double left, double top, int columns, int rows) {
        double x = at.x() - left - 8;
        double y = at.y() - top - 8;
        long column = Math.clamp(Math.round(x / 30), 0, columns - 1);
        long row = Math.clamp(Math.round(y / 30), 0, rows - 1);
        return Math.abs(Math.hypot(x - column * 30, y - row * 30) - 8) < 1;
    }

    private static byte[] filled(int count, int grey) {
        byte[] pixels = new byte[count];
        Arrays.fill(pixels, (byte) grey);
        return pixels;
    }
}
