package io.batchline.workload.sheets.print;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.workload.sheets.picture.GrayPicture;
import io.batchline.workload.sheets.qr.CodeFinder;
import io.batchline.workload.sheets.qr.CodeSearch;
import io.batchline.workload.sheets.read.SheetReader;
import io.batchline.workload.sheets.read.SheetReading;
import io.batchline.workload.sheets.template.SheetCode;
import io.batchline.workload.sheets.template.SheetCodes;
import io.batchline.workload.sheets.template.SheetTemplate;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is printed is read.
class PrintedSheetsIT {
    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({"A4, 200, 0.7", "A4, 150, -4", "LETTER, 300, 2", "LETTER, 200, 181"})
    void a_printed_sheet_reads_as_it_was_filled(Paper paper, int dpi, double degrees)
            throws Exception {
        // given
        String text = TemplateText.form();
        SheetTemplate template = TemplateText.read(text);
        Path pdf = printed(text, paper);
        SheetReader reader = SheetReader.open(TemplateText.files(text));

        for (int page = 0; page < 2; page++) {
            // when
            FilledPrint filled =
                    FilledPrint.of(pdf, page, template, paper, dpi, degrees, 31 + page);
            SheetReading reading = reader.read(filled.scan());

            // then
            assertThat(reading).isInstanceOf(SheetReading.Read.class);
            SheetReading.Read read = (SheetReading.Read) reading;
            assertThat(read.fields())
                    .allSatisfy(field ->
                            assertThat(field.value())
                                    .as(field.field())
                                    .isEqualTo(filled.marked().get(field.field())));
            assertThat(read.doubtful()).hasSizeLessThanOrEqualTo(1);
            assertThat(meaning(filled.scan(), template.codes()))
                    .isEqualTo(
                            new SheetCode.Page(
                                    page == 0 ? "10-A" : "Žižkov",
                                    Optional.of(page == 0 ? "260001" : "260002"),
                                    OptionalInt.of(1),
                                    OptionalInt.of(1)));
        }
    }

    private Path printed(String template, Paper paper) throws Exception {
        Files.writeString(folder.resolve("template.json"), template);
        Path roster = folder.resolve("students.csv");
        Files.writeString(
                roster,
                "candidate,name,group\n260001,Łukasz Żółć,10-A\n260002,Öykü,Žižkov\n",
                StandardCharsets.UTF_8);
        Path pdf = folder.resolve("sheets.pdf");
        new PrintJob(folder, roster, pdf, paper, Optional.empty()).run(_ -> {});
        return pdf;
    }

    private static SheetCode meaning(GrayPicture scan, SheetCodes codes) {
        CodeSearch search = CodeFinder.find(scan, codes.box(), codes::admits);
        assertThat(search).isInstanceOf(CodeSearch.Found.class);
        return codes.meaning(((CodeSearch.Found) search).text());
    }
}
