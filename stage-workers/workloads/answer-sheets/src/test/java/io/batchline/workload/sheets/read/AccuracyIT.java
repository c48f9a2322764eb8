package io.batchline.workload.sheets.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.samples.sheets.AccuracyPress;
import io.batchline.samples.sheets.AccuracySet;
import io.batchline.samples.sheets.AccuracySheet;
import io.batchline.workload.sheets.picture.Decoding.Decoded;
import io.batchline.workload.sheets.picture.GrayPicture;
import io.batchline.workload.sheets.picture.PictureDecoder;
import io.batchline.workload.sheets.picture.PixelLimit;
import io.batchline.workload.sheets.qr.CodeFinder;
import io.batchline.workload.sheets.qr.CodeSearch;
import io.batchline.workload.sheets.template.SheetCodes;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A small part of each set that the goals of accuracy are about; the whole is measured by the
/// benchmark.
final class AccuracyIT {
    private static final int SHEETS = 2;

    @TestFactory
    Stream<DynamicTest> no_field_is_wrong_without_a_flag() {
        return AccuracySet.all().stream()
                .map(set ->
                        DynamicTest.dynamicTest(set.name(), () -> AccuracyTest.check(set, SHEETS)));
    }

    @Test
    void a_code_that_a_slant_and_blur_hide_is_found_in_its_place_on_the_page() throws Exception {
        // given photographs whose codes the search of the whole picture misses
        AccuracySet set = AccuracyTest.named("hasty photograph");
        SheetReader reader = AccuracyTest.open(set);
        SheetCodes codes = reader.codes();
        var decoder = new PictureDecoder(PixelLimit.DEFAULT);
        var press = new AccuracyPress(set);
        int hidden = 0;
        for (int index = 0; index < 12; index++) {
            AccuracySheet sheet = press.make(index);
            GrayPicture picture = ((Decoded) decoder.decode(sheet.file())).picture();
            var right = new CodeSearch.Found(sheet.qrText());
            if (!CodeFinder.find(picture, codes.box(), codes::admits).equals(right)) {
                hidden++;
            }

            // when, then
            assertThat(reader.code(picture)).isEqualTo(right);
        }
        assertThat(hidden).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"2340000, 6", "770000, 16", "770000, 26"})
    void a_code_in_grain_is_read_in_its_place(long shift, int index) throws Exception {
        AccuracySet set = AccuracyTest.named("everything at 150 dpi").shifted(shift);
        AccuracySheet sheet = new AccuracyPress(set).make(index);
        GrayPicture picture =
                ((Decoded) new PictureDecoder(PixelLimit.DEFAULT).decode(sheet.file())).picture();
        assertThat(AccuracyTest.open(set).code(picture))
                .isEqualTo(new CodeSearch.Found(sheet.qrText()));
    }
}
