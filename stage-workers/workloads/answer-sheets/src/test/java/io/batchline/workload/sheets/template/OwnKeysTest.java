package io.batchline.workload.sheets.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OwnKeysTest {
    private static final String MARKERS =
            "\"markers\": {\"shape\": \"square\", \"size\": 10, \"centers\": %s}";
    private static final String CENTERS = "[[10, 10], [190, 10], [10, 290], [190, 290.5]]";

    @Test
    void a_template_with_markers_is_read_natively_and_one_without_compatibly() throws Exception {
        assertThat(own(MARKERS.formatted(CENTERS)).way()).isEqualTo(ReadingWay.NATIVE);
        assertThat(own("\"emptyValue\": \"\"").way()).isEqualTo(ReadingWay.COMPATIBLE);
    }

    @Test
    void a_template_may_ask_for_either_way() throws Exception {
        assertThat(own("\"reading\": \"native\"").way()).isEqualTo(ReadingWay.NATIVE);
        assertThat(own(MARKERS.formatted(CENTERS) + ", \"reading\": \"compatible\"").way())
                .isEqualTo(ReadingWay.COMPATIBLE);
    }

    @Test
    void markers_and_confidence_are_read() throws Exception {
        OwnKeys own = own(MARKERS.formatted(CENTERS) + ", \"review\": {\"below_confidence\": 0.8}");
        CornerMarkers markers = own.markers().orElseThrow();
        assertThat(markers.side()).isEqualTo(10);
        assertThat(markers.centers().getLast().y()).isEqualTo(290.5);
        assertThat(own.reviewBelow()).isEqualTo(0.8);
        assertThat(own("\"emptyValue\": \"\"").reviewBelow()).isEqualTo(0.95);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"reading\": \"best\" | template.json: reading: 'best' is not one of compatible, native",
                "\"review\": {\"below_confidence\": 2} | template.json: review.below_confidence: must be a number from 0 to 1, not 2",
                "\"review\": {\"below\": 1} | template.json: review.below: is not a key of this format; allowed are below_confidence",
                "\"markers\": {\"size\": 10} | template.json: markers.centers: is required",
                "\"markers\": {\"shape\": \"disc\", \"size\": 10, \"centers\": []} | template.json: markers.shape: must be square, not disc",
                "\"markers\": {\"centers\": []} | template.json: markers.size: is required",
                "\"markers\": {\"size\": 0, \"centers\": []} | template.json: markers.size: must be a number from 1 to 10000, not 0",
                "\"markers\": {\"size\": 10, \"centers\": [[1, 1]]} | template.json: markers.centers: must be a list of four [x, y]",
                "\"markers\": {\"size\": 10, \"centers\": 7} | template.json: markers.centers: must be a list of four [x, y]",
                "\"markers\": {\"size\": 10, \"centers\": [[1]]} | template.json: markers.centers: must be a list of four [x, y], not [1]",
                "\"markers\": {\"size\": 10, \"centers\": [[300, 1]]} | template.json: markers.centers: [300,1] is outside the page of 200 x 300",
                "\"markers\": {\"size\": 10, \"centers\": [[190, 10], [10, 10], [10, 290], [190, 290]]} | template.json: markers.centers: must be top left, top right, bottom left, bottom right",
                "\"markers\": {\"size\": 10, \"centers\": [[10, 10], [30, 10], [10, 290], [190, 290]]} | template.json: markers.centers: 1 and 2 must lie at least 3 sizes apart"
            })
    void what_breaks_a_rule_is_refused_with_key_and_rule(String keys, String message) {
        assertThatThrownBy(() -> own(keys))
                .isInstanceOf(TemplateRejected.class)
                .hasMessage(message);
    }

    private static OwnKeys own(String keys) throws TemplateRejected, IOException {
        String template =
                """
                {"pageDimensions": [200, 300], "bubbleDimensions": [8, 8],
                 "fieldBlocks": {"A": {"origin": [50, 50], "fieldType": "QTYPE_MCQ4",
                     "bubblesGap": 12, "labelsGap": 12, "fieldLabels": ["q1..3"]}},
                 %s}
                """
                        .formatted(keys);
        return SheetTemplate.read(name ->
                        name.equals("template.json")
                                ? Optional.of(template.getBytes(StandardCharsets.UTF_8))
                                : Optional.empty())
                .own();
    }
}
