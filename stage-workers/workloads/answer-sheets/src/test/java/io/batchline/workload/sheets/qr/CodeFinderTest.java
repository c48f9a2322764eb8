package io.batchline.workload.sheets.qr;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import io.batchline.workload.sheets.picture.GrayPicture;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CodeFinderTest {
    private static final String TEXT = "EXAM-2026|09-A|2600048320|1/2";
    private static final int DPI = 200;

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

    private static CodeSearch find(GrayPicture picture, Optional<CodeBox> box) {
        return CodeFinder.find(picture, box, _ -> true);
    }

    private static CodeSearch found(String text) {
        return new CodeSearch.Found(text);
    }
}
