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
import io.batchline.workload.sheets.read.SheetReading.Read;
import io.batchline.workload.sheets.template.SheetCodes;
import io.batchline.workload.sheets.template.TemplateRejected;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// A small part of each set that the goals of accuracy are about; the whole is measured by the
/// benchmark.
final class AccuracyTest {
    private static final int SHEETS = 2;

    @TestFactory
    Stream<DynamicTest> no_field_is_wrong_without_a_flag() {
        return AccuracySet.all().stream()
                .map(set -> DynamicTest.dynamicTest(set.name(), () -> check(set)));
    }

    @Test
    void a_code_that_a_slant_and_blur_hide_is_found_in_its_place_on_the_page() throws Exception {
        // given photographs whose codes the search of the whole picture misses
        AccuracySet set =
                AccuracySet.all().stream()
                        .filter(one -> one.name().equals("hasty photograph"))
                        .findFirst()
                        .orElseThrow();
        SheetReader reader = open(set);
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

    private static SheetReader open(AccuracySet set) throws IOException, TemplateRejected {
        return SheetReader.open(name ->
                name.equals("template.json") ? Optional.of(set.template()) : Optional.empty());
    }

    private static void check(AccuracySet set) throws IOException, TemplateRejected {
        // given
        SheetReader reader = open(set);
        AccuracyPress press = new AccuracyPress(set);
        List<String> wrong = new ArrayList<>();
        for (int index = 0; index < Math.min(SHEETS, set.sheets()); index++) {
            AccuracySheet sheet = press.make(index);

            // when
            SheetReading reading = reader.read(sheet.file());

            // then
            assertThat(reading).isInstanceOf(Read.class);
            for (FieldReading field : ((Read) reading).fields()) {
                String truth = sheet.values().get(field.field());
                if (!field.value().equals(truth) && field.doubt().isEmpty()) {
                    wrong.add("sheet %d: %s, truth '%s'".formatted(index, field, truth));
                }
            }
        }
        assertThat(wrong).isEmpty();
    }
}
