package io.batchline.workload.sheets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.contract.progress.ProgressStage;
import io.batchline.samples.sheets.SheetBatch;
import io.batchline.samples.sheets.SheetBatchSpec;
import io.batchline.workload.SourceRejected;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a client may ask for, and what the workload says of itself.
class SheetOptionsTest {
    /// Four generated sheets, two classes.
    private static SheetBatch four;

    @TempDir private static Path shared;

    @BeforeAll
    static void generate() throws Exception {
        four =
                SheetBatch.generate(
                        SheetBatchSpec.of(4, 3).withSheetsPerClass(2),
                        shared.resolve("four.zip"),
                        _ -> {});
    }

    @Test
    void sheets_are_grouped_by_what_is_asked_for() throws Exception {
        assertThat(groups(option("group_by", "qr_group")))
                .containsExactly(
                        "EXAM-2026|09-A", "EXAM-2026|09-B", "EXAM-2026|09-A", "EXAM-2026|09-B");
        assertThat(groups(option("group_by", "qr_text")))
                .doesNotHaveDuplicates()
                .allMatch(text -> text.startsWith("EXAM-2026|09-"));
        assertThat(groups(option("group_by", "folder"))).containsOnly("scans");
    }

    @Test
    void the_qr_text_is_in_the_row_also_where_it_groups_nothing() throws Exception {
        // when
        PipelineInSmall result = run(option("group_by", "none"));

        // then
        assertThat(result.rows.values())
                .allSatisfy(row -> {
                    assertThat(row.get("group").asText()).isEmpty();
                    assertThat(row.get("qr_text").asText()).startsWith("EXAM-2026|");
                });
    }

    @Test
    void each_sheet_says_what_is_done_with_it() throws Exception {
        PipelineInSmall result = run(option("group_by", "qr_text"));
        assertThat(result.entered.subList(0, 6))
                .containsExactly(
                        "1/2 Opening the picture",
                        "2/2 Looking for a QR code",
                        "1/4 Opening the picture",
                        "2/4 Aligning the sheet",
                        "3/4 Reading marks",
                        "4/4 Scoring");
    }

    @Test
    void sheets_with_double_marks_are_kept_or_set_apart_as_asked() throws Exception {
        // when
        PipelineInSmall kept = run(option("multi_marked", "keep"));
        PipelineInSmall apart = run(option("multi_marked", "separate"));

        // then
        List<String> doubled =
                kept.rows.entrySet().stream()
                        .filter(row -> hasDouble(row.getValue()))
                        .map(row -> row.getKey())
                        .toList();
        assertThat(kept.rows).hasSize(4);
        assertThat(doubled).isNotEmpty();
        assertThat(apart.failures.keySet()).containsExactlyElementsOf(doubled);
        assertThat(apart.failures.values())
                .allSatisfy(rejected -> assertThat(rejected.cause()).isEqualTo("multi_marked"));
    }

    @Test
    void an_option_that_is_not_known_is_refused_by_name() {
        assertThatThrownBy(() -> run(option("group_by", "colour")))
                .isInstanceOf(SourceRejected.class)
                .hasMessage(
                        "option group_by is \"colour\", allowed is one of [qr_group, qr_text, folder, none]");
        assertThatThrownBy(() -> run(option("speed", "high")))
                .isInstanceOf(SourceRejected.class)
                .hasMessageContaining("'speed'");
    }

    @Test
    void the_workload_says_what_it_is() {
        // when
        var info = new AnswerSheets().info();

        // then
        assertThat(info.name()).isEqualTo("answer-sheets");
        assertThat(info.columns()).containsExactly("file", "group", "qr_text", "score");
        assertThat(info.labels().of(ProgressStage.ORGANIZING)).isEqualTo("Reading QR codes");
        assertThat(info.optionsSchema().at("/properties/group_by/enum")).hasSize(4);
        assertThat(info.optionsSchema().at("/properties/multi_marked/enum")).hasSize(2);
    }

    private static PipelineInSmall run(ObjectNode options) throws Exception {
        return PipelineInSmall.run(new AnswerSheets(), new FileSource(four.zip()), options);
    }

    private static List<String> groups(ObjectNode options) throws Exception {
        return run(options).rows.values().stream().map(row -> row.get("group").asText()).toList();
    }

    private static boolean hasDouble(ObjectNode row) {
        return row.properties().stream()
                .anyMatch(field ->
                        field.getKey().startsWith("q")
                                && field.getValue().asText().matches("[A-D]{2}"));
    }

    private static ObjectNode option(String name, String value) {
        return JsonNodeFactory.instance.objectNode().put(name, value);
    }
}
