package io.batchline.workload.sheets.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batchline.workload.sheets.qr.CodeBox;
import io.batchline.workload.sheets.template.Settings.Pair;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SheetCodesTest {
    private static final String PAGES =
            """
            {"page_id": {"pattern": "(?<group>.+)\\\\|(?<candidate>[^|]+)\\\\|(?<page>\\\\d+)/(?<pages>\\\\d+)"},
             "separators": {"pattern": "CLASS (?<group>.+)"}}
            """;

    @Test
    void without_a_word_the_group_is_the_text_up_to_its_last_bar() throws Exception {
        SheetCodes codes = read("{}");
        assertThat(codes.meaning("EXAM|9A|17")).isEqualTo(group("EXAM|9A"));
        assertThat(codes.meaning("9A")).isEqualTo(group("9A"));
        assertThat(codes.meaning("|17")).isInstanceOf(SheetCode.Unknown.class);
        assertThat(codes.areExpected()).isFalse();
    }

    @Test
    void a_page_says_whose_and_which_it_is() throws Exception {
        var page = (SheetCode.Page) read(PAGES).meaning("EXAM|9A|17|2/3");
        assertThat(page)
                .isEqualTo(
                        new SheetCode.Page(
                                "EXAM|9A",
                                Optional.of("17"),
                                OptionalInt.of(2),
                                OptionalInt.of(3)));
        assertThat(page.isPart()).isTrue();
        assertThat(page.owner()).hasValue("7:EXAM|9A 2:17");
        assertThat(page.identity()).hasValue("7:EXAM|9A 2:17 2");
    }

    @Test
    void the_same_number_in_two_groups_is_two_candidates() throws Exception {
        var one = (SheetCode.Page) read(PAGES).meaning("A|B|17|1/1");
        var other = (SheetCode.Page) read(PAGES).meaning("A|C|17|1/1");
        assertThat(one.identity()).isNotEqualTo(other.identity());
        assertThat(one.isPart()).isFalse();
    }

    @Test
    void a_separator_names_the_sheets_after_it() throws Exception {
        assertThat(read(PAGES).meaning("CLASS 9A")).isEqualTo(new SheetCode.Separator("9A"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://example.org", "E|9A|17|0/2", "E|9A|17|3/2", "E|9A|17|9999/9999"})
    void what_no_pattern_admits_is_unknown_with_the_reason(String text) throws Exception {
        SheetCodes codes = read(PAGES);
        assertThat(codes.admits(text)).isFalse();
        assertThat(codes.meaning(text))
                .isInstanceOfSatisfying(
                        SheetCode.Unknown.class,
                        unknown -> assertThat(unknown.why()).contains(text));
    }

    @Test
    void candidates_are_the_groups_where_no_group_is_named() throws Exception {
        SheetCodes codes =
                read("{\"page_id\": {\"pattern\": \"(?<candidate>\\\\d+)-(?<page>\\\\d)\"}}");
        var page = (SheetCode.Page) codes.meaning("2600-2");
        assertThat(page.group()).isEqualTo("2600");
        assertThat(page.isPart()).isTrue();
        assertThat(codes.areExpected()).isTrue();
    }

    @Test
    void a_pattern_that_would_try_for_ever_gives_up() throws Exception {
        SheetCodes codes =
                read("{\"page_id\": {\"pattern\": \"(?<candidate>(.*)(.*)(.*)(.*)(.*)(.*)=)\"}}");
        long begun = System.nanoTime();
        SheetCode meaning = codes.meaning("a".repeat(200));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
        assertThat(meaning)
                .isInstanceOfSatisfying(
                        SheetCode.Unknown.class,
                        unknown -> assertThat(unknown.why()).contains("100000 steps"));
        assertThat(codes.meaning("a".repeat(501)))
                .isInstanceOfSatisfying(
                        SheetCode.Unknown.class,
                        unknown -> assertThat(unknown.why()).contains("501 letters"));
    }

    @Test
    void the_box_is_kept_in_parts_of_the_page() throws Exception {
        assertThat(read("{\"qr\": {\"box\": [750, 100, 200, 300]}}").box())
                .hasValue(new CodeBox(0.75, 0.05, 0.2, 0.15));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "{'qr': {'box': [1,2,3]}} ! qr.box ! 4 numbers",
                "{'qr': {'box': [900,0,101,10]}} ! qr.box ! the page ends at 1000, 2000",
                "{'qr': {'box': [0,0,0,10]}} ! qr.box ! 1 or more",
                "{'qr': {'at': 1}} ! qr.at ! allowed are box",
                "{'page_id': {'pattern': '('}} ! page_id.pattern ! regular expression",
                "{'page_id': {'pattern': ''}} ! page_id.pattern ! 1 to 1000",
                "{'page_id': {'pattern': '(?<name>.)'}} ! page_id.pattern ! candidate, group, page, pages",
                "{'page_id': {'pattern': '(?<page>.)'}} ! page_id.pattern ! candidate",
                "{'page_id': {'pattern': '(?<candidate>.)(?<pages>.)'}} ! page_id.pattern ! 'page'",
                "{'page_id': {}} ! page_id.pattern ! required",
                "{'separators': {'pattern': 'CLASS (.+)'}} ! separators.pattern ! group",
                "{'separators': []} ! separators ! object",
            })
    void what_breaks_a_rule_is_refused_with_its_place(String json, String key, String rule) {
        assertThatThrownBy(() -> read(json.replace('\'', '"')))
                .isInstanceOfSatisfying(
                        TemplateRejected.class,
                        rejected -> {
                            assertThat(rejected.key()).isEqualTo(key);
                            assertThat(rejected.rule()).contains(rule);
                        });
    }

    private static SheetCode group(String group) {
        return new SheetCode.Page(
                group, Optional.empty(), OptionalInt.empty(), OptionalInt.empty());
    }

    private static SheetCodes read(String json) throws Exception {
        return SheetCodes.read(
                JsonFile.parse("template.json", json.getBytes(StandardCharsets.UTF_8)),
                new Pair(1000, 2000));
    }
}
