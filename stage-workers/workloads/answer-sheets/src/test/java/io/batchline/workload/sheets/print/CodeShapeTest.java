package io.batchline.workload.sheets.print;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.workload.sheets.template.SheetCodes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CodeShapeTest {
    private static final Candidate EWA = candidate("260001", "10-A");
    private static final Candidate ALONE = candidate("260001", "");

    @Test
    void a_pattern_with_pages_gets_group_candidate_and_page() throws Exception {
        assertThat(text(TemplateText.PAGE_ID, EWA)).contains("10-A|260001|1/1");
    }

    @Test
    void a_pattern_without_pages_gets_none() throws Exception {
        assertThat(text(pattern("(?<group>.+)\\\\|(?<candidate>[^|]+)"), EWA))
                .contains("10-A|260001");
    }

    @Test
    void a_pattern_of_the_candidate_alone_gets_no_group() throws Exception {
        assertThat(text(pattern("(?<candidate>[0-9]+)"), EWA)).contains("260001");
        assertThat(text(pattern("(?<candidate>[0-9]+)"), ALONE)).contains("260001");
    }

    @Test
    void without_a_pattern_the_group_is_what_the_text_begins_with() throws Exception {
        assertThat(text("", EWA)).contains("10-A|260001");
    }

    @Test
    void what_would_be_read_back_otherwise_is_no_shape() throws Exception {
        assertThat(text(pattern("(?<candidate>[0-9]{3})"), EWA)).isEmpty();
        assertThat(text(TemplateText.PAGE_ID, candidate("2|6", "10-A"))).isEmpty();
    }

    @Test
    void each_of_several_pages_has_its_number_or_there_is_no_shape() throws Exception {
        assertThat(CodeShape.texts(codes(TemplateText.PAGE_ID), EWA, 2))
                .contains(List.of("10-A|260001|1/2", "10-A|260001|2/2"));
        assertThat(CodeShape.texts(codes(""), EWA, 2)).isEmpty();
        assertThat(CodeShape.texts(codes(pattern("(?<candidate>.+)/(?<page>1|2)/3")), ALONE, 3))
                .isEmpty();
    }

    private static Optional<String> text(String pageId, Candidate of) throws Exception {
        return CodeShape.texts(codes(pageId), of, 1).map(List::getFirst);
    }

    private static SheetCodes codes(String pageId) throws Exception {
        return TemplateText.read(TemplateText.with(TemplateText.MARKERS, TemplateText.QR, pageId))
                .codes();
    }

    private static String pattern(String regex) {
        return "\"page_id\": {\"pattern\": \"%s\"},".formatted(regex);
    }

    private static Candidate candidate(String id, String group) {
        return new Candidate(2, id, "", group, Map.of());
    }
}
