package io.batchline.workload.sheets.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SheetTemplateTest {
    private static final String BLOCK =
            """
            "origin": [10, 20], "fieldType": "QTYPE_MCQ4", "bubblesGap": 20, "labelsGap": 30\
            """;

    @Test
    void a_range_of_labels_counts_both_ends() throws Exception {
        assertThat(columns("\"fieldLabels\": [\"q9...11\", \"q5_1\"]"))
                .containsExactly("q5_1", "q9", "q10", "q11");
    }

    @Test
    void columns_sort_by_name_and_then_by_number_and_ties_keep_the_templates_order()
            throws Exception {
        assertThat(columns("\"fieldLabels\": [\"q10\", \"q2\", \"b1\", \"q5_2\", \"q5_1\", \"q\"]"))
                .containsExactly("b1", "q", "q2", "q5_2", "q5_1", "q10");
    }

    @Test
    void fractional_gaps_add_up_and_round_half_to_even() throws Exception {
        // given
        String block =
                """
                "origin": [10, 20], "bubbleValues": ["a", "b", "c", "d"], "direction": "vertical",
                "bubblesGap": 2.5, "labelsGap": 26.7, "fieldLabels": ["q1..3"]\
                """;

        // when
        FieldBlock read = read(template(block, "")).blocks().getFirst();

        // then
        assertThat(read.fields().getFirst().bubbles())
                .extracting(Bubble::y)
                .containsExactly(20, 22, 25, 28);
        assertThat(read.fields())
                .extracting(field -> field.bubbles().getFirst().x())
                .containsExactly(10, 37, 63);
        assertThat(read.extent()).isEqualTo(new Settings.Pair(63, 17));
    }

    @Test
    void a_block_may_override_what_its_type_gives() throws Exception {
        String block = BLOCK + ", \"fieldLabels\": [\"q1\"], \"bubbleValues\": [\"x\", \"y\"]";
        assertThat(read(template(block, "")).blocks().getFirst().fields().getFirst().bubbles())
                .extracting(Bubble::value)
                .containsExactly("x", "y");
    }

    @Test
    void custom_labels_take_the_columns_of_their_fields() throws Exception {
        SheetTemplate template =
                read(
                        template(
                                BLOCK + ", \"fieldLabels\": [\"q1..3\"]",
                                ", \"customLabels\": {\"both\": [\"q3\", \"q1\"]}"));
        assertThat(template.columns().names()).containsExactly("both", "q2");
        assertThat(template.columns().parts().get("both")).containsExactly("q3", "q1");
    }

    @Test
    void output_columns_are_put_out_as_given_and_what_they_leave_out_is_warned_of()
            throws Exception {
        SheetTemplate template =
                read(
                        template(
                                BLOCK + ", \"fieldLabels\": [\"q1..3\"]",
                                ", \"outputColumns\": [\"q3\", \"q1\"]"));
        assertThat(template.columns().names()).containsExactly("q3", "q1");
        assertThat(template.warnings()).singleElement().asString().contains("q2");
    }

    private static final String TWO_PAGES =
            """
            {"pageDimensions": [300, 400], "bubbleDimensions": [10, 10],
             "page_id": {"pattern": "(?<candidate>\\\\d+)-(?<page>\\\\d)"},
             "pages": [{"fieldBlocks": {"A": {%1$s, "fieldLabels": ["q1..2"]}}},
               {"pageDimensions": [500, 600], "fieldBlocks": {"A": {%1$s, "fieldLabels": ["q3"]}}}]}\
            """
                    .formatted(BLOCK);

    @Test
    void what_a_page_leaves_out_is_as_the_template_says_beside_the_pages() throws Exception {
        List<SheetTemplate> pages = pages(TWO_PAGES);
        assertThat(pages)
                .extracting(SheetTemplate::page)
                .containsExactly(new Settings.Pair(300, 400), new Settings.Pair(500, 600));
        assertThat(pages.getFirst().columns().names()).containsExactly("q1", "q2");
        assertThat(pages.getLast().columns().names()).containsExactly("q3");
        assertThat(pages.getLast().blocks().getFirst().bubbleSize())
                .isEqualTo(new Settings.Pair(10, 10));
        assertThat(pages.getLast().codes().meaning("17-2"))
                .isInstanceOfSatisfying(
                        SheetCode.Page.class, page -> assertThat(page.page()).hasValue(2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`\"pages\": [{`|`\"fieldBlocks\": {}, \"pages\": [{`|fieldBlocks|belongs into each of 'pages'",
                "`\"pages\": [{`|`\"outputColumns\": [], \"pages\": [{`|outputColumns|belongs into each of 'pages'",
                "`[500, 600]`|`[500]`|pages[1].pageDimensions|two numbers",
                "`[10, 10]`|`[10]`|bubbleDimensions|two numbers",
                "`[500, 600]`|`[500, 600], \"separators\": {}`|pages[1].separators|not a key",
                "`[500, 600]`|`[500, 600], \"pages\": []`|pages[1].pages|not a key",
                "`[\"q3\"]`|`[\"q3\", \"q3\"]`|pages[1].fieldBlocks.A.fieldLabels|a second time",
                "`-(?<page>`|`-(`|page_id|which of the 2 pages a sheet is"
            })
    void what_is_wrong_with_a_page_is_refused_with_its_place(
            String from, String to, String key, String rule) {
        assertThat(TWO_PAGES).contains(from);
        assertThatThrownBy(() -> pages(TWO_PAGES.replace(from, to)))
                .isInstanceOfSatisfying(
                        TemplateRejected.class,
                        rejected -> {
                            assertThat(rejected.key()).isEqualTo(key);
                            assertThat(rejected.rule()).contains(rule);
                        });
    }

    @Test
    void there_are_1_to_99_pages_and_one_is_all_that_some_take() {
        assertThatThrownBy(() -> pages("{\"pageDimensions\": [1, 1], \"pages\": []}"))
                .hasMessage("template.json: pages: holds 0 pages, must hold 1 to 99");
        assertThatThrownBy(() -> read(TWO_PAGES))
                .hasMessage("template.json: pages: there are 2, and only one is taken here");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`\"fieldLabels\": [\"q5..2\"]`|``|fieldBlocks.B.fieldLabels|starts at or after",
                "`\"fieldLabels\": [\"q1.5\"]`|``|fieldBlocks.B.fieldLabels|neither a name",
                "`\"fieldLabels\": [\"q1..99999999\"]`|``|fieldBlocks.B.fieldLabels|more than 10000",
                "`\"fieldLabels\": [\"q1..3\", \"q2\"]`|``|fieldBlocks.B.fieldLabels|a second time",
                "`\"fieldLabels\": [\"12\"]`|``|fieldBlocks.B.fieldLabels|digits only",
                "`\"fieldLabels\": [\"q1..20\"]`|``|fieldBlocks.B.origin|leaves the page of 300 x 400",
                "`\"fieldLabels\": [\"q1\"], \"direction\": \"up\"`|``|fieldBlocks.B.direction|horizontal or vertical",
                "`\"fieldLabels\": [\"q1\"], \"bubbleDimensions\": [10.5, 10]`|``|fieldBlocks.B.bubbleDimensions|whole",
                "`\"fieldLabels\": [\"q1\"]`|`, \"color\": 1`|color|not a key",
                "`\"fieldLabels\": [\"q1\"]`|`, \"customLabels\": {\"c\": [\"q2\"]}`|customLabels.c|no block has",
                "`\"fieldLabels\": [\"q1..2\"]`|`, \"customLabels\": {\"c\": [\"q1\"], \"d\": [\"q1\"]}`|customLabels.d|earlier",
                "`\"fieldLabels\": [\"q1\"]`|`, \"outputColumns\": [\"q2\"]`|outputColumns|no column",
                "`\"fieldLabels\": [\"q1\"]`|`, \"preProcessors\": [{\"name\": \"Rotate\", \"options\": {}}]`|preProcessors[0].name|not one of",
                "`\"fieldLabels\": [\"q1\"]`|`, \"preProcessors\": [{\"name\": \"CropPage\"}]`|preProcessors[0].options|required",
                "`\"fieldLabels\": [\"q1\"]`|`, \"preProcessors\": [{\"name\": \"MedianBlur\", \"options\": {\"kSize\": 4}}]`|preProcessors[0].options.kSize|odd",
                "`\"fieldLabels\": [\"q1\"]`|`, \"preProcessors\": [{\"name\": \"Levels\", \"options\": {\"low\": 2}}]`|preProcessors[0].options.low|from 0 to 1",
                "`\"fieldLabels\": [\"q1\"]`|`, \"preProcessors\": [{\"name\": \"CropOnMarkers\", \"options\": {}}]`|preProcessors[0].options.relativePath|required"
            })
    void what_breaks_a_rule_is_refused_with_its_place(
            String block, String more, String key, String rule) {
        assertThatThrownBy(() -> read(template(BLOCK + ", " + block, more)))
                .isInstanceOfSatisfying(
                        TemplateRejected.class,
                        rejected -> {
                            assertThat(rejected.file()).isEqualTo("template.json");
                            assertThat(rejected.key()).isEqualTo(key);
                            assertThat(rejected.rule()).contains(rule);
                        });
    }

    @Test
    void a_block_needs_either_a_type_or_values_with_a_direction() {
        String both =
                BLOCK
                        + ", \"fieldLabels\": [\"q1\"], \"bubbleValues\": [\"x\"],"
                        + " \"direction\": \"vertical\"";
        assertThatThrownBy(() -> read(template(both, ""))).hasMessageContaining("either fieldType");
    }

    @Test
    void a_file_that_is_not_json_is_refused_with_line_and_column() {
        assertThatThrownBy(() -> read("{\n \"a\": }"))
                .isInstanceOf(TemplateRejected.class)
                .hasMessageContaining("line 2");
    }

    @Test
    void a_missing_template_is_refused() {
        assertThatThrownBy(() -> SheetTemplate.read(_ -> Optional.empty()))
                .hasMessage("template.json: is missing");
    }

    @Test
    void the_config_overrides_defaults_and_unknown_keys_are_refused() throws Exception {
        String template = template(BLOCK + ", \"fieldLabels\": [\"q1\"]", "");
        Tuning tuning =
                SheetTemplate.read(
                                files(
                                        Map.of(
                                                "template.json",
                                                template,
                                                "config.json",
                                                "{\"threshold_params\": {\"MIN_JUMP\": 30, \"PAGE_TYPE_FOR_THRESHOLD\": \"black\"}}")))
                        .tuning();
        assertThat(tuning.processing()).isEqualTo(new Settings.Pair(666, 820));
        assertThat(tuning.thresholds()).isEqualTo(new Tuning.Thresholds(30, 30, 5, 100));
        assertThatThrownBy(() ->
                        SheetTemplate.read(
                                files(
                                        Map.of(
                                                "template.json",
                                                template,
                                                "config.json",
                                                "{\"dimensions\": {\"width\": 1}}"))))
                .hasMessageContaining("config.json: dimensions.width");
    }

    private static List<String> columns(String block) throws Exception {
        return read(template(BLOCK + ", " + block, "")).columns().names();
    }

    private static String template(String block, String more) {
        return """
        {"pageDimensions": [300, 400], "bubbleDimensions": [10, 10],
         "fieldBlocks": {"B": {%s}}%s}\
        """
                .formatted(block, more);
    }

    private static List<SheetTemplate> pages(String template) throws TemplateRejected, IOException {
        return SheetTemplate.pages(files(Map.of("template.json", template)));
    }

    private static SheetTemplate read(String template) throws TemplateRejected, IOException {
        return SheetTemplate.read(files(Map.of("template.json", template)));
    }

    private static TemplateFiles files(Map<String, String> files) {
        return name ->
                Optional.ofNullable(files.get(name))
                        .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }
}
