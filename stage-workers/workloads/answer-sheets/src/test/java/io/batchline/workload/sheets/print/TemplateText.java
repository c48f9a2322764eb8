package io.batchline.workload.sheets.print;

import io.batchline.workload.sheets.template.SheetTemplate;
import io.batchline.workload.sheets.template.TemplateFiles;
import io.batchline.workload.sheets.template.TemplateRejected;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Templates for tests. The small one has four questions, a number of three digits, markers, a
/// code.
public final class TemplateText {
    static final String MARKERS =
            """
            "markers": {"shape": "square", "size": 40,
              "centers": [[75, 75], [975, 75], [75, 1410], [975, 1410]]},
            """;
    static final String QR =
            """
            "qr": {"box": [800, 170, 130, 130]},
            """;
    static final String PAGE_ID =
            """
            "page_id": {"pattern": "(?<group>.+)\\\\|(?<candidate>[^|]+)\\\\|(?<page>[0-9]+)/(?<pages>[0-9]+)"},
            """;

    private TemplateText() {}

    /// @param keys further keys, each followed by a comma
    static String with(String... keys) {
        return """
        {"pageDimensions": [1050, 1485], "bubbleDimensions": [24, 24],
         %s
         "customLabels": {"roll": ["roll1..3"]},
         "fieldBlocks": {
          "Roll": {"fieldType": "QTYPE_INT", "origin": [150, 300],
            "fieldLabels": ["roll1..3"], "bubblesGap": 34, "labelsGap": 40},
          "Questions": {"fieldType": "QTYPE_MCQ4", "origin": [160, 800],
            "fieldLabels": ["q1..4"], "bubblesGap": 40, "labelsGap": 36},
          "Language": {"bubbleValues": ["yes", "no"], "direction": "horizontal",
            "origin": [500, 800], "fieldLabels": ["Understood"], "bubblesGap": 60, "labelsGap": 40}}}
        """
                .formatted(String.join(" ", keys));
    }

    static String whole() {
        return with(MARKERS, QR, PAGE_ID);
    }

    /// A whole page: a number of eight digits, 80 questions in four columns, and a code.
    public static String form() {
        StringBuilder blocks = new StringBuilder();
        for (int column = 0; column < 4; column++) {
            blocks.append(
                    """
                    , "Questions_%d": {"fieldType": "QTYPE_MCQ5", "origin": [%d, 640],
                      "fieldLabels": ["q%d..%d"], "bubblesGap": 30, "labelsGap": 34}
                    """
                            .formatted(
                                    column, 130 + 210 * column, 20 * column + 1, 20 * column + 20));
        }
        return """
        {"pageDimensions": [1050, 1485], "bubbleDimensions": [22, 22],
         %s %s %s
         "print": {"title": "Biology"},
         "customLabels": {"roll": ["roll1..8"]},
         "fieldBlocks": {
          "Roll": {"fieldType": "QTYPE_INT", "origin": [150, 260],
            "fieldLabels": ["roll1..8"], "bubblesGap": 30, "labelsGap": 34}
          %s}}
        """
                .formatted(MARKERS, QR, PAGE_ID, blocks);
    }

    /// Two pages of different layouts: a number of three digits and q1 to q8, then q9 to q28 in
    /// bubbles of another size, with other markers and the code elsewhere.
    public static String twoPages() {
        return """
        {"pageDimensions": [1050, 1485], "bubbleDimensions": [24, 24],
         %s %s
         "print": {"title": "Biology"},
         "pages": [
          {"qr": {"box": [800, 170, 130, 130]},
           "customLabels": {"roll": ["roll1..3"]},
           "fieldBlocks": {
            "Roll": {"fieldType": "QTYPE_INT", "origin": [150, 300],
              "fieldLabels": ["roll1..3"], "bubblesGap": 34, "labelsGap": 40},
            "Questions": {"fieldType": "QTYPE_MCQ4", "origin": [160, 800],
              "fieldLabels": ["q1..8"], "bubblesGap": 40, "labelsGap": 36}}},
          {"pageDimensions": [2100, 2970], "bubbleDimensions": [52, 52],
           "qr": {"box": [260, 2300, 280, 280]},
           "markers": {"shape": "square", "size": 90,
             "centers": [[160, 170], [1940, 170], [160, 2800], [1940, 2800]]},
           "fieldBlocks": {
            "More": {"fieldType": "QTYPE_MCQ5", "origin": [400, 700],
              "fieldLabels": ["q9..18"], "bubblesGap": 90, "labelsGap": 80},
            "Last": {"fieldType": "QTYPE_MCQ5", "origin": [1300, 700],
              "fieldLabels": ["q19..28"], "bubblesGap": 90, "labelsGap": 80}}}]}
        """
                .formatted(MARKERS, PAGE_ID);
    }

    public static TemplateFiles files(String template) {
        return name ->
                name.equals("template.json")
                        ? Optional.of(template.getBytes(StandardCharsets.UTF_8))
                        : Optional.empty();
    }

    public static SheetTemplate read(String template) throws TemplateRejected, IOException {
        return SheetTemplate.read(files(template));
    }
}
