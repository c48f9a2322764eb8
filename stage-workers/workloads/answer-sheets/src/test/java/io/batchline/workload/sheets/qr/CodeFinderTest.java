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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CodeFinderTest {
    private static final String TEXT = "EXAM-2026|09-A|2600048320|1/2";
    private static final int DPI = 200;
    private static final int WIDTH = 1654;
    private static final int HEIGHT = 2338;
    private static final int SEEDS = 60;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void a_code_of_a_form_is_found_whichever_way_up_the_page_lies(int turns) {
        PrintedPage page = PrintedPage.form(DPI).qr(TEXT, ErrorCorrectionLevel.M, 1400, 300, 6, 0);
        CodeBox box = new CodeBox(0.78, 0.07, 0.14, 0.12);
        for (int turn = 0; turn < turns; turn++) {
            page = page.turned();
        }
        assertThat(find(page.picture(), Optional.of(box))).isEqualTo(found(TEXT));
        assertThat(find(page.picture(), Optional.empty())).isEqualTo(found(TEXT));
    }

    @Test
    void spoilt_codes_are_found_in_any_corner_turned_any_way() {
        List<String> lost = new ArrayList<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            GrayPicture page = spoilt(new Random(seed));
            if (!find(page, Optional.empty()).equals(found(TEXT))) {
                lost.add("seed " + seed);
            }
        }
        assertThat(lost).isEmpty();
    }

    @Test
    void a_code_that_is_damaged_beyond_its_error_correction_is_seen_and_not_read() {
        PrintedPage page =
                PrintedPage.form(DPI)
                        .qr(TEXT, ErrorCorrectionLevel.L, 1400, 300, 7, 0)
                        .patch(1415, 315, 60, 240);
        assertThat(find(page.picture(), Optional.empty())).isEqualTo(new CodeSearch.Unreadable());
    }

    @ParameterizedTest
    @CsvSource({"827, 1170", "1654, 2339", "2480, 3508", "1, 1", "3000, 1", "1, 3000", "5, 5"})
    void a_page_without_a_code_has_none(int width, int height) {
        GrayPicture page = PrintedPage.blank(width, height).picture();
        assertThat(find(page, Optional.empty())).isEqualTo(new CodeSearch.None());
        assertThat(find(page, Optional.of(new CodeBox(0.9, 0.9, 0.1, 0.1))))
                .isEqualTo(new CodeSearch.None());
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 150, 200, 300, 600})
    void a_form_without_a_code_has_none(int dpi) {
        assertThat(find(PrintedPage.form(dpi).picture(), Optional.empty()))
                .isEqualTo(new CodeSearch.None());
    }

    @ParameterizedTest
    @CsvSource({
        "3, 90, 0",
        "3, 90, 90",
        "3, 90, 180",
        "3, 90, 270",
        "2, 60, 0",
        "3, 100, 7",
        "4, 120, 97"
    })
    void code_128_is_found_along_and_across(double module, double height, double angle) {
        PrintedPage page =
                PrintedPage.form(DPI).bars("09-A|2600048320", 830, 600, module, height, angle);
        assertThat(find(page.picture(), Optional.empty())).isEqualTo(found("09-A|2600048320"));
    }

    @Test
    void of_several_codes_the_wanted_one_counts() {
        PrintedPage page =
                PrintedPage.form(DPI)
                        .qr("https://example.org/exam", ErrorCorrectionLevel.M, 1400, 300, 6, 0)
                        .qr("other", ErrorCorrectionLevel.M, 250, 300, 6, 0)
                        .qr(TEXT, ErrorCorrectionLevel.M, 300, 2150, 6, 0);
        CodeBox box = new CodeBox(0.78, 0.07, 0.14, 0.12);
        assertThat(CodeFinder.find(page.picture(), Optional.of(box), TEXT::equals))
                .isEqualTo(found(TEXT));
        assertThat(CodeFinder.find(page.picture(), Optional.of(box), _ -> false))
                .as("none is wanted: the one in its place counts")
                .isEqualTo(found("https://example.org/exam"));
    }

    @Test
    void a_wanted_code_beside_another_in_the_same_corner_counts() {
        PrintedPage page =
                PrintedPage.form(DPI)
                        .qr("other", ErrorCorrectionLevel.M, 1150, 300, 6, 0)
                        .qr(TEXT, ErrorCorrectionLevel.M, 1450, 300, 6, 0);
        assertThat(CodeFinder.find(page.picture(), Optional.empty(), TEXT::equals))
                .isEqualTo(found(TEXT));
    }

    @Test
    void what_a_scanner_makes_of_a_page_is_found_by_the_box_too() {
        PrintedPage page =
                PrintedPage.form(DPI)
                        .qr(TEXT, ErrorCorrectionLevel.Q, 1400, 300, 4, 6)
                        .faint(150, 185, 0.2)
                        .noise(4, new Random(3));
        CodeBox box = new CodeBox(0.78, 0.07, 0.14, 0.12);
        assertThat(find(page.picture(), Optional.of(box))).isEqualTo(found(TEXT));
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

    private static CodeSearch find(GrayPicture picture, Optional<CodeBox> box) {
        return CodeFinder.find(picture, box, _ -> true);
    }

    private static CodeSearch found(String text) {
        return new CodeSearch.Found(text);
    }
}
