package io.batchline.workload.sheets.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.workload.sheets.measure.SheetEvidence.FieldEvidence;
import io.batchline.workload.sheets.picture.GrayPicture;
import io.batchline.workload.sheets.picture.Projection;
import io.batchline.workload.sheets.template.SheetTemplate;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A number of ten digits, a row of bubbles each: paper of 245, two pixels to a unit.
final class SheetMeterTest {
    private static final String TEMPLATE =
            """
            {"pageDimensions": [400, 400], "bubbleDimensions": [16, 16],
             "fieldBlocks": {
               "Number": {"origin": [40, 40], "direction": "horizontal", "bubblesGap": 30,
                          "labelsGap": 30, "fieldLabels": ["n1..10"],
                          "bubbleValues": ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]}}}
            """;
    private static final int SIDE = 800;
    private static final int PAPER = 245;

    @ParameterizedTest
    @CsvSource({"3, 60", "7, 60", "8, 60", "10, 60", "3, 225", "7, 225", "8, 225", "10, 225"})
    void a_digit_that_is_marked_in_most_rows_is_not_taken_for_print(int zeros, int grey)
            throws Exception {
        // given
        SheetTemplate template =
                SheetTemplate.read(name ->
                        name.equals("template.json")
                                ? Optional.of(TEMPLATE.getBytes(StandardCharsets.UTF_8))
                                : Optional.empty());
        Projection map = new Projection(2, 0, 0, 0, 2, 0, 0, 0, 1);

        // when
        SheetEvidence evidence = new SheetMeter(template).measure(page(zeros, grey), map);

        // then
        List<FieldEvidence> rows = evidence.blocks().getFirst().fields();
        double mark = 0.7 * (PAPER - grey) / PAPER;
        for (int row = 0; row < rows.size(); row++) {
            for (int digit = 0; digit < 10; digit++) {
                double ink = rows.get(row).bubbles().get(digit).ink();
                if (digit == digit(row, zeros)) {
                    assertThat(ink).as("row %d", row).isGreaterThan(mark);
                } else {
                    assertThat(ink).as("row %d, %d", row, digit).isBetween(-0.02, 0.02);
                }
            }
        }
        assertThat(evidence.scale().pen()).isGreaterThan(mark);
    }

    private static int digit(int row, int zeros) {
        return row < zeros ? 0 : row;
    }

    private static GrayPicture page(int zeros, int grey) {
        Random random = new Random(4);
        byte[] pixels = new byte[SIDE * SIDE];
        Arrays.fill(pixels, (byte) PAPER);
        GrayPicture page = new GrayPicture(SIDE, SIDE, pixels);
        for (int row = 0; row < 10; row++) {
            for (int digit = 0; digit < 10; digit++) {
                int mark = digit == digit(row, zeros) ? grey : PAPER;
                bubble(page, 96 + 60 * digit, 96 + 60 * row, digit, mark);
            }
        }
        for (int at = 0; at < pixels.length; at++) {
            pixels[at] = (byte) ((pixels[at] & 0xFF) + random.nextInt(7) - 3);
        }
        return page;
    }

    /// A ring, and in it a stroke that is longer from digit to digit.
    private static void bubble(GrayPicture page, int x, int y, int digit, int mark) {
        for (int dy = -17; dy <= 17; dy++) {
            for (int dx = -17; dx <= 17; dx++) {
                double out = Math.hypot(dx, dy);
                boolean ring = Math.abs(out - 16) < 1;
                boolean stroke = Math.abs(dx) < 2 && dy > -7 && dy < digit - 3;
                int print = ring ? 110 : stroke ? 165 : PAPER;
                int grey = out < 15 ? Math.min(print, mark) : print;
                page.pixels()[(y + dy) * SIDE + x + dx] = (byte) grey;
            }
        }
    }
}
