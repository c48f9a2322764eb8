package io.batchline.workload.sheets.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batchline.workload.sheets.picture.GrayPicture;
import io.batchline.workload.sheets.picture.PixelLimit;
import io.batchline.workload.sheets.read.SheetReading.Cause;
import io.batchline.workload.sheets.read.SheetReading.Read;
import io.batchline.workload.sheets.read.SheetReading.Unreadable;
import io.batchline.workload.sheets.template.TemplateFiles;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SheetReaderTest {
    private static final int WIDTH = 300;
    private static final int HEIGHT = 400;

    private final Map<String, byte[]> files = new HashMap<>();
    private final GrayPicture sheet = paper();

    SheetReaderTest() {
        put(
                "config.json",
                "{\"dimensions\": {\"processing_width\": 300, \"processing_height\": 400}}");
        template("");
    }

    @Test
    void marks_are_joined_and_blank_fields_stay_blank() throws Exception {
        mark(0, 1);
        mark(2, 0);
        mark(2, 3);
        Read read = (Read) reader().read(sheet);
        assertThat(List.copyOf(read.answers().entrySet()))
                .containsExactly(
                        Map.entry("q1", "B"),
                        Map.entry("q2", ""),
                        Map.entry("q3", "AD"),
                        Map.entry("q4", ""));
        assertThat(read.multiMarked()).isTrue();
        assertThat(read.score()).isEmpty();
    }

    @Test
    void a_key_gives_a_score_with_its_reasons() throws Exception {
        evaluation();
        mark(0, 1);
        mark(1, 0);
        Read read = (Read) reader().read(sheet);
        assertThat(read.score()).hasValue(2);
        assertThat(read.explanation()).hasSize(2);
    }

    @Test
    void a_persons_decisions_count_for_answers_and_score_and_the_evidence_stays() throws Exception {
        evaluation();
        mark(0, 2);
        SheetReader reader = reader();
        assertThat(((Read) reader.read(sheet)).score()).hasValue(-1);
        Read read = (Read) reader.read(sheet, Map.of("q1", "B", "q2", "A"), _ -> {});
        assertThat(read.answers()).containsEntry("q1", "B").containsEntry("q2", "A");
        assertThat(read.score()).hasValue(2);
        assertThat(read.fields().getFirst().value()).isEqualTo("C");
        Read blank = (Read) reader.read(sheet, Map.of("q1", ""), _ -> {});
        assertThat(blank.answers()).containsEntry("q1", "");
    }

    @Test
    void sheets_with_double_marks_are_set_aside_unscored_where_the_config_says_so()
            throws Exception {
        evaluation();
        put(
                "config.json",
                """
                {"dimensions": {"processing_width": 300, "processing_height": 400},
                 "outputs": {"filter_out_multimarked_files": true}}\
                """);
        mark(0, 1);
        mark(0, 2);
        Read read = (Read) reader().read(sheet);
        assertThat(read.setAside()).isTrue();
        assertThat(read.score()).isEmpty();
        assertThat(read.answers()).containsEntry("q1", "BC");
    }

    @Test
    void what_is_wrong_with_a_file_is_a_cause() throws Exception {
        SheetReading reading = reader().read("text".getBytes(StandardCharsets.UTF_8));
        assertThat(reading)
                .isInstanceOfSatisfying(
                        Unreadable.class,
                        bad -> assertThat(bad.cause().wireId()).isEqualTo("not_a_picture"));
    }

    @Test
    void a_sheet_without_paper_edge_or_markers_says_which() throws Exception {
        template("\"preProcessors\": [{\"name\": \"CropPage\", \"options\": {}}],");
        assertThat(cause(reader().read(sheet))).isEqualTo(Cause.NO_PAGE);
        files.put("marker.png", Pictures.png(Pictures.marker(40)));
        template(
                """
                "preProcessors": [{"name": "CropOnMarkers",
                  "options": {"relativePath": "marker.png", "sheetToMarkerWidthRatio": 10,
                    "min_matching_threshold": 0.8}}],\
                """);
        assertThat(cause(reader().read(sheet))).isEqualTo(Cause.NO_MARKERS);
        files.put("form.png", Pictures.png(Pictures.printed(WIDTH, HEIGHT, 3)));
        template(
                """
                "preProcessors": [{"name": "FeatureBasedAlignment",
                  "options": {"reference": "form.png"}}],\
                """);
        assertThat(cause(reader().read(sheet))).isEqualTo(Cause.NO_ALIGNMENT);
    }

    @Test
    void a_sheet_is_cropped_to_the_centres_of_its_markers() throws Exception {
        // given: the sheet in the middle of a larger page, a marker's centre on each of its corners
        mark(1, 2);
        GrayPicture page = Pictures.white(400, 500);
        Pictures.paste(page, sheet, 50, 50);
        GrayPicture marker = Pictures.marker(40);
        for (int[] centre : new int[][] {{50, 50}, {350, 50}, {50, 450}, {350, 450}}) {
            Pictures.paste(page, marker, centre[0] - 20, centre[1] - 20);
        }
        files.put("marker.png", Pictures.png(marker));
        put(
                "config.json",
                "{\"dimensions\": {\"processing_width\": 400, \"processing_height\": 500}}");
        template(
                """
                "preProcessors": [{"name": "CropOnMarkers",
                  "options": {"relativePath": "marker.png", "sheetToMarkerWidthRatio": 10}}],\
                """);

        // when
        Read read = (Read) reader().read(page);

        // then
        assertThat(String.join(",", read.answers().values())).isEqualTo(",C,,");
    }

    @Test
    void a_sheet_is_cropped_to_the_edge_of_its_paper() throws Exception {
        // given: the sheet on a dark table
        mark(3, 0);
        GrayPicture table = GrayPicture.black(400, 500);
        Pictures.fill(table, 0, 0, 400, 500, 30);
        Pictures.paste(table, sheet, 40, 60);
        put(
                "config.json",
                "{\"dimensions\": {\"processing_width\": 400, \"processing_height\": 500}}");
        template("\"preProcessors\": [{\"name\": \"CropPage\", \"options\": {}}],");

        // when
        Read read = (Read) reader().read(table);

        // then
        assertThat(String.join(",", read.answers().values())).isEqualTo(",,,A");
    }

    @Test
    void marker_and_reference_pictures_are_not_sheets() throws Exception {
        files.put("marks/m.png", Pictures.png(Pictures.marker(40)));
        template(
                """
                "preProcessors": [{"name": "CropOnMarkers",
                  "options": {"relativePath": "marks/m.png", "sheetToMarkerWidthRatio": 10}}],\
                """);
        assertThat(reader().excludes("marks/m.png")).isTrue();
        assertThat(reader().excludes("m.png")).isFalse();
    }

    @Test
    void a_picture_that_the_template_names_must_be_there_and_be_one() {
        template(
                """
                "preProcessors": [{"name": "CropOnMarkers",
                  "options": {"relativePath": "m.png"}}],\
                """);
        assertThatThrownBy(this::reader).hasMessageContaining("there is no file 'm.png'");
        put("m.png", "text");
        assertThatThrownBy(this::reader).hasMessageContaining("m.png: not a picture");
    }

    @Test
    void a_picture_over_the_limit_is_too_large() throws Exception {
        SheetReader reader = SheetReader.open(in(), new PixelLimit(1000));
        assertThat(cause(reader.read(Pictures.png(sheet)))).isEqualTo(Cause.TOO_LARGE);
    }

    private static Cause cause(SheetReading reading) {
        return ((Unreadable) reading).cause();
    }

    private void evaluation() {
        put(
                "evaluation.json",
                """
                {"source_type": "custom",
                 "options": {"questions_in_order": ["q1..2"], "answers_in_order": ["B", "C"]},
                 "marking_schemes": {"DEFAULT": {"correct": 3, "incorrect": -1, "unmarked": 0}}}\
                """);
    }

    private void template(String preparations) {
        put(
                "template.json",
                """
                {"pageDimensions": [300, 400], "bubbleDimensions": [20, 20], %s
                 "fieldBlocks": {"B": {"origin": [60, 100], "fieldType": "QTYPE_MCQ4",
                   "bubblesGap": 40, "labelsGap": 50, "fieldLabels": ["q1..4"]}}}\
                """
                        .formatted(preparations));
    }

    private void put(String name, String text) {
        files.put(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private TemplateFiles in() {
        return name -> Optional.ofNullable(files.get(name));
    }

    private SheetReader reader() throws Exception {
        return SheetReader.open(in());
    }

    private static GrayPicture paper() {
        GrayPicture paper = Pictures.white(WIDTH, HEIGHT);
        for (int field = 0; field < 4; field++) {
            for (int value = 0; value < 4; value++) {
                Pictures.fill(paper, 60 + value * 40 + 4, 100 + field * 50 + 4, 3, 12, 120);
            }
        }
        return paper;
    }

    private void mark(int field, int value) {
        Pictures.fill(sheet, 60 + value * 40, 100 + field * 50, 20, 20, 40);
    }
}
