package io.batchline.workload.sheets.qr;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import io.batchline.workload.sheets.picture.GrayPicture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Codes that lie anyhow and are harmed within what their error correction makes good, by seed.
///
/// How many is said by `-Dbatchline.spoilt=60`.
final class SpoiltCodesTest {
    private static final int SEEDS = Integer.getInteger("batchline.spoilt", 60);
    private static final String TEXT = "EXAM-2026|09-A|2600048320|1/2";
    private static final int DPI = 200;
    private static final int WIDTH = 1654;
    private static final int HEIGHT = 2338;

    @Test
    void spoilt_codes_are_found_in_any_corner_turned_any_way() {
        List<String> lost = new ArrayList<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            GrayPicture page = spoilt(new Random(seed));
            CodeSearch search = CodeFinder.find(page, Optional.empty(), _ -> true);
            if (!search.equals(new CodeSearch.Found(TEXT))) {
                lost.add("seed " + seed);
            }
        }
        assertThat(lost).isEmpty();
    }

    /// A form with one code somewhere near a corner, turned, with patches within what its error
    /// correction makes good, noise, faint print and a shadow.
    private static GrayPicture spoilt(Random random) {
        ErrorCorrectionLevel level =
                random.nextBoolean() ? ErrorCorrectionLevel.Q : ErrorCorrectionLevel.H;
        BitMatrix bits = PrintedPage.qrBits(TEXT, level);
        double module = 4 + 3 * random.nextDouble();
        double half = bits.getWidth() * module / 2;
        double margin = half * 1.45 + 10;
        double x = random.nextBoolean() ? margin : WIDTH - margin;
        double y = random.nextBoolean() ? margin : HEIGHT - margin;
        PrintedPage page =
                PrintedPage.form(DPI)
                        .patch(x, y, half * 1.45, PrintedPage.PAPER)
                        .put(bits, x, y, module, module, 360 * random.nextDouble());
        // In the middle of the code: its corners are what it is found by.
        double covered = level == ErrorCorrectionLevel.Q ? 0.09 : 0.12;
        double radius = bits.getWidth() * module * Math.sqrt(covered / Math.PI);
        double angle = 2 * Math.PI * random.nextDouble();
        page.patch(
                x + half * 0.2 * Math.cos(angle),
                y + half * 0.2 * Math.sin(angle),
                radius * random.nextDouble(),
                random.nextBoolean() ? 240 : 30);
        int darkest = random.nextInt(100);
        int brightest = darkest + 60 + random.nextInt(255 - darkest - 60);
        return page.faint(darkest, brightest, 0.3 * random.nextDouble())
                .noise((brightest - darkest) * 0.09 * random.nextDouble(), random)
                .picture();
    }
}
