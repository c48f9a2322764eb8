package io.batchline.workload.sheets.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.workload.sheets.picture.GrayPicture;
import io.batchline.workload.sheets.picture.Projection;
import io.batchline.workload.sheets.read.Doubt;
import io.batchline.workload.sheets.read.FieldReading;
import io.batchline.workload.sheets.read.FieldReading.Box;
import io.batchline.workload.sheets.read.FieldReading.Choice;
import io.batchline.workload.sheets.read.PageView;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

final class OverlayTest {
    private static final int PAPER = 200;
    private static final int PENCIL = 20;

    /// The page is 100 x 200 units; the scan has two pixels for each.
    private static final Projection TWICE = new Projection(2, 0, 0, 0, 2, 0, 0, 0, 1);

    @Test
    void marks_and_doubtful_fields_are_outlined_where_they_lie_in_the_scan() {
        BufferedImage drawn =
                Overlay.of(
                        new PageView(paper(200, 400), TWICE),
                        List.of(
                                field("q1", 20, Optional.empty()),
                                field("q2", 120, Optional.of(Doubt.SECOND_MARK))),
                        List.of(new Box(2, 2, 10, 10)));

        assertThat(drawn.getWidth()).isEqualTo(200);
        assertThat(drawn.getRGB(40, 50) & 0xFFFFFF).isEqualTo(rgb(Ink.MARK));
        assertThat(drawn.getRGB(4, 14) & 0xFFFFFF).isEqualTo(rgb(Ink.PAGE));
        assertThat(drawn.getRGB(80, 250) & 0xFFFFFF).isEqualTo(rgb(Ink.DOUBT));
        assertThat(drawn.getRGB(80, 50) & 0xFFFFFF).as("a choice in no doubt").isEqualTo(0xD4D4D4);
    }

    @Test
    void a_large_scan_is_made_smaller_by_a_whole_number() {
        assertThat(Overlay.shrunk(GrayPicture.black(800, 1200))).isEqualTo(1);
        assertThat(Overlay.shrunk(GrayPicture.black(1240, 1754))).isEqualTo(2);
        assertThat(Overlay.shrunk(GrayPicture.black(2480, 3508))).isEqualTo(3);
        BufferedImage drawn =
                Overlay.of(
                        new PageView(paper(1240, 1754), TWICE),
                        List.of(field("q1", 20, Optional.empty())),
                        List.of());
        assertThat(drawn.getHeight()).isEqualTo(877);
        assertThat(drawn.getRGB(20, 25) & 0xFFFFFF).isEqualTo(rgb(Ink.MARK));
    }

    @Test
    void a_crop_is_upright_however_the_page_lies_in_the_scan() {
        GrayPicture scan = paper(200, 400);
        // Where the first choice lies on a page that was scanned upside down.
        fill(scan, 200 - 60, 400 - 60, 20, 20);
        Projection upsideDown = new Projection(-2, 0, 199, 0, -2, 399, 0, 0, 1);

        BufferedImage crop =
                Crop.of(new PageView(scan, upsideDown), field("q1", 20, Optional.empty()));

        // A bubble of 10 units with a third of one, and one more, around; two pixels each.
        assertThat(crop.getWidth()).isEqualTo((30 + 2 * 13) * 2);
        assertThat(crop.getHeight()).isEqualTo((10 + 2 * 13) * 2);
        assertThat(crop.getRaster().getSample(26 + 10, 26 + 10, 0)).isEqualTo(PENCIL);
        assertThat(crop.getRaster().getSample(26 + 50, 26 + 10, 0)).isEqualTo(PAPER);
    }

    @Test
    void what_lies_outside_the_scan_is_white() {
        BufferedImage crop =
                Crop.of(
                        new PageView(paper(200, 400), TWICE),
                        field("q1", -100, Optional.of(Doubt.OUT_OF_PICTURE)));

        assertThat(crop.getRaster().getSample(10, 10, 0)).isEqualTo(255);
    }

    @Test
    void a_picture_of_odd_width_is_a_png_file_too() throws Exception {
        BufferedImage drawn = Overlay.of(new PageView(paper(201, 7), TWICE), List.of(), List.of());

        BufferedImage read = ImageIO.read(new ByteArrayInputStream(Png.bytes(drawn)));

        assertThat(read.getWidth()).isEqualTo(201);
        assertThat(read.getRGB(200, 6)).isEqualTo(drawn.getRGB(200, 6));
    }

    @Test
    void a_crop_is_a_png_file_of_greys() throws Exception {
        BufferedImage crop =
                Crop.of(new PageView(paper(200, 400), TWICE), field("q1", 20, Optional.empty()));

        BufferedImage read = ImageIO.read(new ByteArrayInputStream(Png.bytes(crop)));

        assertThat(read.getRaster().getSample(50, 50, 0)).isEqualTo(PAPER);
    }

    @Test
    void pictures_are_png_files() throws Exception {
        BufferedImage drawn =
                Overlay.of(
                        new PageView(paper(200, 400), TWICE),
                        List.of(field("q1", 20, Optional.of(Doubt.ERASURE))),
                        List.of());

        BufferedImage read = ImageIO.read(new ByteArrayInputStream(Png.bytes(drawn)));

        assertThat(read.getRGB(40, 50)).isEqualTo(drawn.getRGB(40, 50));
    }

    /// Two choices, 10 units wide with 10 between, of which the first is marked.
    private static FieldReading field(String label, int y, Optional<Doubt> doubt) {
        return new FieldReading(
                label,
                "A",
                0.6,
                doubt,
                List.of(
                        new Choice("A", 0.9, true, new Box(20, y, 10, 10)),
                        new Choice("B", 0.1, false, new Box(40, y, 10, 10))));
    }

    private static GrayPicture paper(int width, int height) {
        GrayPicture paper = GrayPicture.black(width, height);
        Arrays.fill(paper.pixels(), (byte) PAPER);
        return paper;
    }

    private static void fill(GrayPicture scan, int left, int top, int width, int height) {
        for (int y = top; y < top + height; y++) {
            int row = y * scan.width();
            Arrays.fill(scan.pixels(), row + left, row + left + width, (byte) PENCIL);
        }
    }

    private static int rgb(Ink ink) {
        return ink.colour().getRGB() & 0xFFFFFF;
    }
}
