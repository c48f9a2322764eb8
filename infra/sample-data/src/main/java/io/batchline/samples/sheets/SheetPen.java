package io.batchline.samples.sheets;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import io.batchline.samples.sheets.SheetLayout.Point;
import java.util.Map;
import java.util.SplittableRandom;

/// Puts one candidate's sheet on the blank form: the QR code and the printed details, then the
/// pencil marks.
final class SheetPen {
    private static final int PRINT = 20;
    private static final int PENCIL_DARKEST = 30;
    private static final int PENCIL_RANGE = 40;
    private static final double WOBBLE = 0.25;

    private final GreyCanvas canvas;
    private final SplittableRandom random;

    SheetPen(GreyCanvas canvas, SplittableRandom random) {
        this.canvas = canvas;
        this.random = random;
    }

    void print(FilledSheet sheet, boolean withQr) {
        if (withQr) {
            qr(sheet.qrText());
        }
        StrokeFont.write(canvas, sheet.className(), 112, 42, 3.6, 0.5, PRINT);
        StrokeFont.write(canvas, sheet.roll(), 112, 53, 3.6, 0.5, PRINT);
        StrokeFont.writeCentred(
                canvas,
                sheet.className(),
                SheetLayout.QR_LEFT + SheetLayout.QR_SIDE / 2,
                64,
                2.4,
                0.35,
                PRINT);
    }

    void fill(FilledSheet sheet) {
        int hand = PENCIL_DARKEST + random.nextInt(PENCIL_RANGE);
        for (int column = 0; column < SheetLayout.ROLL_DIGITS; column++) {
            int digit = sheet.roll().charAt(column) - '0';
            handwrite(
                    sheet.roll().substring(column, column + 1),
                    SheetLayout.rollBubble(column, 0).x());
            mark(SheetLayout.rollBubble(column, digit), hand);
        }
        for (int question = 0; question < sheet.answers().size(); question++) {
            for (char letter : sheet.answers().get(question).toCharArray()) {
                mark(SheetLayout.answerBubble(question, SheetLayout.CHOICES.indexOf(letter)), hand);
            }
        }
    }

    void mark(Point at, int hand) {
        double radius = SheetLayout.BUBBLE_RADIUS * (0.92 + 0.14 * random.nextDouble());
        canvas.scribble(
                at.x() + wobble(), at.y() + wobble(), radius, hand + random.nextInt(20), random);
    }

    private void handwrite(String digit, double x) {
        StrokeFont.writeCentred(
                canvas, digit, x + wobble(), 43.3 + wobble(), 4 + wobble(), 0.4, 70);
    }

    private double wobble() {
        return (random.nextDouble() * 2 - 1) * WOBBLE;
    }

    void qr(String text) {
        BitMatrix code = encode(text);
        double module = SheetLayout.QR_SIDE / code.getWidth();
        for (int row = 0; row < code.getHeight(); row++) {
            for (int column = 0; column < code.getWidth(); column++) {
                if (code.get(column, row)) {
                    // A hair wider than the module: neighbours must not leave a grey seam between
                    // them.
                    canvas.rect(
                            SheetLayout.QR_LEFT + column * module,
                            SheetLayout.QR_TOP + row * module,
                            module + 0.05,
                            module + 0.05,
                            0);
                }
            }
        }
    }

    private static BitMatrix encode(String text) {
        Map<EncodeHintType, Object> hints =
                Map.of(
                        EncodeHintType.ERROR_CORRECTION,
                        ErrorCorrectionLevel.M,
                        EncodeHintType.MARGIN,
                        0);
        try {
            return new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0, hints);
        } catch (WriterException e) {
            throw new IllegalArgumentException("no QR code holds '" + text + "'", e);
        }
    }
}
