package io.batchline.samples.sheets;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Small sheets of two pages whose QR codes say whose page each is, with all that can be wrong with
/// codes: the first pages lie in the folder `first`, the second pages in `second`, each with its
/// own template and key. Page one has the questions q1 to q4, page two q5 to q8; the key is A to
/// all.
///
/// | File | Code | Marked |
/// |---|---|---|
/// | `first/1.jpg` | page 1 of 2 of candidate 17 in group `EXAM 9A` | A A A A |
/// | `first/2.jpg` | page 1 of 2 of candidate 18 | A A B B |
/// | `first/3.jpg` | again page 1 of 2 of candidate 17 | B B B B |
/// | `first/4.jpg` | no code that the exam knows | A B C D |
/// | `first/5.jpg` | a separator that names group `9C` | |
/// | `first/6.jpg` | none: it belongs to `9C` | A A A B |
/// | `second/1.jpg` | page 2 of 2 of candidate 17 | A B A A |
/// | `second/2.jpg` | not a picture | |
/// | `second/3.jpg` | none, where there should be one | D D D D |
public final class CodedSheets {
    private static final int DPI = 127;
    private static final double WIDTH = 120;
    private static final double HEIGHT = 160;
    private static final double CODE_LEFT = 85;
    private static final double CODE_TOP = 8;
    private static final double CODE_SIDE = 28;
    private static final double BUBBLE = 4;
    private static final double STEP = 10;
    private static final double BUBBLES_LEFT = 20;
    private static final double BUBBLES_TOP = 80;
    private static final int PRINT = 90;
    private static final int QUESTIONS = 4;

    private CodedSheets() {}

    /// Writes the archive; the same bytes each time.
    public static void write(Path zip) throws IOException {
        try (StoredZip out = new StoredZip(new BufferedOutputStream(Files.newOutputStream(zip)))) {
            out.add("first/template.json", template(1, SEPARATORS));
            out.add("first/evaluation.json", evaluation(1));
            out.add("second/template.json", template(QUESTIONS + 1, ""));
            out.add("second/evaluation.json", evaluation(QUESTIONS + 1));
            out.add("first/1.jpg", sheet("EXAM 9A|17|1/2", "AAAA"));
            out.add("first/2.jpg", sheet("EXAM 9A|18|1/2", "AABB"));
            out.add("first/3.jpg", sheet("EXAM 9A|17|1/2", "BBBB"));
            out.add("first/4.jpg", sheet("https://example.org/", "ABCD"));
            out.add("first/5.jpg", sheet("SHEETS OF 9C", ""));
            out.add("first/6.jpg", sheet("", "AAAB"));
            out.add("second/1.jpg", sheet("EXAM 9A|17|2/2", "ABAA"));
            out.add("second/2.jpg", "not a picture".getBytes(StandardCharsets.US_ASCII));
            out.add("second/3.jpg", sheet("", "DDDD"));
        }
    }

    private static final String SEPARATORS =
            """
            "separators": {"pattern": "SHEETS OF (?<group>.+)"},
            """;

    private static byte[] template(int first, String more) {
        return """
        {"pageDimensions": [600, 800], "bubbleDimensions": [20, 20],
         "qr": {"box": [425, 40, 140, 140]},
         "page_id": {"pattern": "(?<group>[^|]+)\\\\|(?<candidate>[0-9]+)\\\\|(?<page>[0-9])/(?<pages>[0-9])"},
         %s
         "fieldBlocks": {"Questions": {"fieldType": "QTYPE_MCQ4", "origin": [100, 400],
           "fieldLabels": ["q%d..%d"], "bubblesGap": 50, "labelsGap": 50}}}
        """
                .formatted(more, first, first + QUESTIONS - 1)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] evaluation(int first) {
        return """
        {"source_type": "custom",
         "options": {"questions_in_order": ["q%d..%d"], "answers_in_order": ["A", "A", "A", "A"],
           "should_explain_scoring": true, "enable_evaluation_table_to_csv": true},
         "marking_schemes": {"DEFAULT": {"correct": 1, "incorrect": 0, "unmarked": 0}}}
        """
                .formatted(first, first + QUESTIONS - 1)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] sheet(String code, String answers) {
        GreyCanvas page = new GreyCanvas(WIDTH, HEIGHT, DPI);
        if (!code.isEmpty()) {
            print(page, code);
        }
        for (int question = 0; question < QUESTIONS; question++) {
            for (int choice = 0; choice < SheetLayout.CHOICES.length(); choice++) {
                double x = BUBBLES_LEFT + choice * STEP;
                double y = BUBBLES_TOP + question * STEP;
                page.frame(x, y, BUBBLE, BUBBLE, 0.4, PRINT);
                boolean marked =
                        question < answers.length()
                                && answers.charAt(question) == SheetLayout.CHOICES.charAt(choice);
                if (marked) {
                    page.rect(x, y, BUBBLE, BUBBLE, PRINT);
                }
            }
        }
        return new GreyJpeg().encode(page, DPI);
    }

    private static void print(GreyCanvas page, String text) {
        BitMatrix code;
        try {
            code =
                    new QRCodeWriter()
                            .encode(
                                    text,
                                    BarcodeFormat.QR_CODE,
                                    0,
                                    0,
                                    Map.of(EncodeHintType.MARGIN, 0));
        } catch (WriterException e) {
            throw new IllegalArgumentException("no QR code holds '" + text + "'", e);
        }
        double module = CODE_SIDE / code.getWidth();
        for (int row = 0; row < code.getHeight(); row++) {
            for (int column = 0; column < code.getWidth(); column++) {
                if (code.get(column, row)) {
                    page.rect(
                            CODE_LEFT + column * module,
                            CODE_TOP + row * module,
                            module,
                            module,
                            0);
                }
            }
        }
    }
}
