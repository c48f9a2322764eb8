package io.batchline.workload.sheets.locate;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import io.batchline.workload.sheets.locate.Location.Found;
import io.batchline.workload.sheets.picture.GrayPicture;
import io.batchline.workload.sheets.picture.Point;
import io.batchline.workload.sheets.template.SheetTemplate;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A form whose bubbles look the same upside down: a page of 500 x 700 units, two pixels each.
final class WayUpByCodeTest {
    private static final String CODE = "\"qr\": {\"box\": [340, 60, 90, 90]},";
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 1400;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void the_code_tells_which_way_is_up(boolean upsideDown) throws Exception {
        // given
        GrayPicture page = form(true);

        // when
        Location location = locator(CODE).locate(upsideDown ? turned(page) : page);

        // then
        assertThat(topLeft(location).x() < WIDTH / 2.0).isEqualTo(!upsideDown);
    }

    @Test
    void without_a_code_the_page_is_taken_as_the_picture_has_it() throws Exception {
        assertThat(topLeft(locator("").locate(turned(form(true)))).x()).isLessThan(WIDTH / 2.0);
        assertThat(topLeft(locator(CODE).locate(turned(form(false)))).x()).isLessThan(WIDTH / 2.0);
    }

    private static Point topLeft(Location location) {
        assertThat(location).isInstanceOf(Found.class);
        return ((Found) location).fromPage().apply(new Point(0, 0));
    }

    private static PageLocator locator(String code) throws Exception {
        String text =
                """
                {"pageDimensions": [500, 700], "bubbleDimensions": [16, 16],
                 "markers": {"size": 24, "centers": [[30, 30], [470, 30], [30, 670], [470, 670]]},
                 %s
                 "fieldBlocks": {
                   "A": {"origin": [182, 227], "fieldType": "QTYPE_MCQ5", "bubblesGap": 30,
                         "labelsGap": 23, "fieldLabels": ["a1..11"]}}}
                """
                        .formatted(code);
        byte[] file = text.getBytes(StandardCharsets.UTF_8);
        SheetTemplate template =
                SheetTemplate.read(name ->
                        name.equals("template.json") ? Optional.of(file) : Optional.empty());
        return new PageLocator(template, template.own().markers().orElseThrow());
    }

    private static GrayPicture turned(GrayPicture page) {
        byte[] pixels = new byte[page.pixels().length];
        for (int at = 0; at < pixels.length; at++) {
            pixels[at] = page.pixels()[pixels.length - 1 - at];
        }
        return new GrayPicture(page.width(), page.height(), pixels);
    }

    private static GrayPicture form(boolean coded) throws WriterException {
        byte[] pixels = new byte[WIDTH * HEIGHT];
        Arrays.fill(pixels, (byte) 245);
        GrayPicture page = new GrayPicture(WIDTH, HEIGHT, pixels);
        for (int x : new int[] {30, 470}) {
            for (int y : new int[] {30, 670}) {
                square(page, 2 * x - 24, 2 * y - 24, 48);
            }
        }
        for (int row = 0; row < 11; row++) {
            for (int column = 0; column < 5; column++) {
                ring(page, 2 * (190 + 30 * column), 2 * (235 + 23 * row));
            }
        }
        if (coded) {
            BitMatrix bits = new QRCodeWriter().encode("8A|1042", BarcodeFormat.QR_CODE, 1, 1);
            int module = 180 / bits.getWidth();
            for (int y = 0; y < bits.getHeight(); y++) {
                for (int x = 0; x < bits.getWidth(); x++) {
                    if (bits.get(x, y)) {
                        square(page, 680 + x * module, 120 + y * module, module);
                    }
                }
            }
        }
        return page;
    }

    private static void square(GrayPicture page, int left, int top, int side) {
        for (int y = top; y < top + side; y++) {
            Arrays.fill(page.pixels(), y * WIDTH + left, y * WIDTH + left + side, (byte) 20);
        }
    }

    private static void ring(GrayPicture page, int x, int y) {
        for (int dy = -17; dy <= 17; dy++) {
            for (int dx = -17; dx <= 17; dx++) {
                if (Math.abs(Math.hypot(dx, dy) - 16) < 1.5) {
                    page.pixels()[(y + dy) * WIDTH + x + dx] = 110;
                }
            }
        }
    }
}
