package io.batchline.workload.sheets.print;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.apache.pdfbox.pdmodel.PDPageContentStream;

/// A QR code as black squares. A quarter of it may be damaged where the room allows for that, else
/// less.
final class QrPrint {
    /// Scans of 200 dpi show a module of this size by two and a half pixels.
    static final double LEAST_MODULE = 0.3 * Paper.POINTS_PER_MILLIMETRE;

    private static final double COMFORTABLE_MODULE = 0.5 * Paper.POINTS_PER_MILLIMETRE;
    private static final ErrorCorrectionLevel[] STRONGEST_FIRST = {
        ErrorCorrectionLevel.Q, ErrorCorrectionLevel.M, ErrorCorrectionLevel.L
    };

    private final ByteMatrix modules;
    private final double module;

    private QrPrint(ByteMatrix modules, double side) {
        this.modules = modules;
        this.module = side / modules.getWidth();
    }

    /// @param side of the square that it fills, in points
    /// @return empty where the text does not go into modules of 0.3 mm
    static Optional<QrPrint> of(String text, double side) {
        Optional<QrPrint> last = Optional.empty();
        for (ErrorCorrectionLevel level : STRONGEST_FIRST) {
            try {
                Map<EncodeHintType, Object> hints =
                        StandardCharsets.US_ASCII.newEncoder().canEncode(text)
                                ? Map.of()
                                : Map.of(EncodeHintType.CHARACTER_SET, StandardCharsets.UTF_8);
                QrPrint code = new QrPrint(Encoder.encode(text, level, hints).getMatrix(), side);
                if (code.module >= COMFORTABLE_MODULE) {
                    return Optional.of(code);
                }
                last = Optional.of(code);
            } catch (WriterException _) {
                // Too long at this level; a weaker one holds more.
            }
        }
        return last.filter(code -> code.module >= LEAST_MODULE);
    }

    /// @param left points from the paper's left edge
    /// @param top points from the paper's lower edge to the code's upper one
    void draw(PDPageContentStream page, double left, double top) throws IOException {
        for (int row = 0; row < modules.getHeight(); row++) {
            int column = 0;
            while (column < modules.getWidth()) {
                int end = column;
                while (end < modules.getWidth() && modules.get(end, row) == 1) {
                    end++;
                }
                if (end > column) {
                    // Runs as one rectangle, a hair higher than a row: no seam shows in between.
                    page.addRect(
                            (float) (left + column * module),
                            (float) (top - (row + 1) * module),
                            (float) ((end - column) * module),
                            (float) (module * 1.02));
                }
                column = end + 1;
            }
        }
        page.fill();
    }
}
