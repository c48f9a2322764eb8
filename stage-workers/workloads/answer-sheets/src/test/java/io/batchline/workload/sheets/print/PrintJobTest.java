package io.batchline.workload.sheets.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batchline.workload.sheets.print.PrintJob.Printed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrintJobTest {
    private static final String TWO =
            "candidate,name,group,School\n260001,Łukasz Żółć,10-A,Liceum\n260002,Nguyễn Thị Ánh,10-B,\n";

    @TempDir private Path folder;

    @Test
    void each_candidate_has_a_sheet_with_name_id_group_and_what_the_template_asks_for()
            throws Exception {
        // given
        String print = "\"print\": {\"title\": \"Biology, final\", \"columns\": [\"school\"]},";
        List<Integer> told = new ArrayList<>();

        // when
        Printed printed =
                job(
                                TemplateText.with(
                                        TemplateText.MARKERS,
                                        TemplateText.QR,
                                        TemplateText.PAGE_ID,
                                        print),
                                TWO)
                        .run(told::add);

        // then
        assertThat(printed).isEqualTo(new Printed(2, List.of()));
        assertThat(told).containsExactly(1, 2);
        try (PDDocument pdf = Loader.loadPDF(out().toFile())) {
            assertThat(pdf.getNumberOfPages()).isEqualTo(2);
            assertThat(text(pdf, 1))
                    .contains("Biology, final", "Łukasz Żółć", "260001", "10-A", "school: Liceum");
            assertThat(text(pdf, 2))
                    .contains(
                            "Biology, final",
                            "Nguyễn Thị Ánh",
                            "260002",
                            "10-B",
                            "roll",
                            "Understood")
                    .doesNotContain("school");
        }
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void letters_that_the_font_does_not_have_are_boxes_and_told() throws Exception {
        Printed printed =
                job(TemplateText.whole(), "candidate,name,group\n1,李 Lei,A\n2,Bo\u0007b,A\n")
                        .run(_ -> {});
        assertThat(printed.sheets()).isEqualTo(2);
        assertThat(printed.warnings())
                .containsExactly(
                        "line 2: not in the font and printed as boxes: 李 (U+674E); another font may have them",
                        "line 3: not in the font and printed as boxes: control character (U+0007); another font may have them");
        try (PDDocument pdf = Loader.loadPDF(out().toFile())) {
            assertThat(text(pdf, 1)).contains("\u25A1 Lei");
        }
    }

    @Test
    void a_template_that_can_not_be_printed_is_told_which_key_it_lacks() throws Exception {
        refused(TemplateText.with(TemplateText.QR), TWO)
                .hasMessageContaining("template.json: markers: is required for printing");
        refused(TemplateText.with(TemplateText.MARKERS), TWO)
                .hasMessageContaining("template.json: qr: is required for printing");
        refused("{", TWO).hasMessageContaining("is not JSON");
        refused(
                        TemplateText.with(
                                TemplateText.MARKERS,
                                TemplateText.QR,
                                "\"print\": {\"box\": [0, 0, 20, 20]},"),
                        TWO)
                .hasMessageContaining("print.box: there is no room for title and name");
    }

    @Test
    void a_roster_that_does_not_fit_the_template_is_told_why() throws Exception {
        refused(TemplateText.whole(), "name\nA\n")
                .hasMessageContaining("students.csv: line 1: there is no column 'candidate'");
        refused(
                        TemplateText.with(
                                TemplateText.MARKERS,
                                TemplateText.QR,
                                "\"print\": {\"columns\": [\"seat\"]},"),
                        TWO)
                .hasMessageContaining("students.csv: there is no column 'seat'");
        refused(TemplateText.whole(), "candidate,group\n1|2,A\n")
                .hasMessageContaining("page_id.pattern: takes neither 'A|1|2|1/1'")
                .hasMessageContaining("line 2 of the roster");
        refused(
                        TemplateText.with(
                                TemplateText.MARKERS, "\"qr\": {\"box\": [800, 170, 40, 40]},"),
                        "candidate,group\n" + "x".repeat(60) + ",A\n")
                .hasMessageContaining("line 2: the code '")
                .hasMessageContaining("smaller than 0.3 mm");
        assertThat(out()).doesNotExist();
    }

    @Test
    void files_that_are_not_there_or_are_no_text_are_named() throws Exception {
        // given
        PrintJob job = job(TemplateText.whole(), TWO);

        // then
        Files.write(folder.resolve("students.csv"), new byte[] {(byte) 0xFF, (byte) 0xC0});
        assertThatThrownBy(() -> job.run(_ -> {}))
                .isInstanceOf(PrintRefused.class)
                .hasMessageContaining("students.csv: it is not in UTF-8");
        Files.delete(folder.resolve("students.csv"));
        assertThatThrownBy(() -> job.run(_ -> {}))
                .isInstanceOf(PrintRefused.class)
                .hasMessageContaining("students.csv: there is no such file");
        Files.delete(folder.resolve("template.json"));
        assertThatThrownBy(() -> job.run(_ -> {}))
                .isInstanceOf(PrintRefused.class)
                .hasMessageContaining("template.json: is missing");
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refused(String template, String roster)
            throws IOException {
        PrintJob job = job(template, roster);
        return assertThatThrownBy(() -> job.run(_ -> {})).isInstanceOf(PrintRefused.class);
    }

    private PrintJob job(String template, String roster) throws IOException {
        Files.writeString(folder.resolve("template.json"), template);
        Path csv = folder.resolve("students.csv");
        Files.writeString(csv, roster, StandardCharsets.UTF_8);
        return new PrintJob(folder, csv, out(), Paper.A4, Optional.empty());
    }

    private Path out() {
        return folder.resolve("sheets.pdf");
    }

    private static String text(PDDocument pdf, int page) throws IOException {
        PDFTextStripper stripper = new PDFTextStripper();
        stripper.setStartPage(page);
        stripper.setEndPage(page);
        return stripper.getText(pdf);
    }
}
