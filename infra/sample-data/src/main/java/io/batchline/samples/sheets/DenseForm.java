package io.batchline.samples.sheets;

import io.batchline.samples.sheets.SheetLayout.Point;
import java.util.List;

/// A form of 600 bubbles on an A4 page: a roll number of ten digits (100), and 125 questions of
/// four choices in five columns (500). In millimetres from the page's top left corner, as
/// [SheetLayout].
final class DenseForm {
    static final int QUESTIONS = 125;
    static final int ROWS = 25;
    static final int BUBBLES = 10 * SheetLayout.ROLL_DIGITS + 4 * QUESTIONS;

    static final double X = 30;
    static final double Y = 119;
    static final double COLUMN_STEP = 34;
    static final double ROW_STEP = 6.4;
    static final double CHOICE_STEP = 6;

    private static final int BLACK = 20;
    private static final int LINE = 110;
    private static final int LETTER = 165;

    private final GreyCanvas canvas;

    private DenseForm(int dpi) {
        canvas = new GreyCanvas(SheetLayout.PAGE_WIDTH, SheetLayout.PAGE_HEIGHT, dpi);
    }

    static GreyCanvas print(int dpi) {
        DenseForm form = new DenseForm(dpi);
        BlankForm.printMarkers(form.canvas);
        StrokeFont.writeCentred(form.canvas, "125 QUESTIONS", 105, 24, 5, 0.7, BLACK);
        for (int column = 0; column < SheetLayout.ROLL_DIGITS; column++) {
            for (int digit = 0; digit < 10; digit++) {
                form.bubble(SheetLayout.rollBubble(column, digit), (char) ('0' + digit));
            }
        }
        for (int question = 0; question < QUESTIONS; question++) {
            form.question(question);
        }
        return form.canvas;
    }

    /// The bubble of a choice of a question, both from 0.
    static Point answer(int question, int choice) {
        int column = question / ROWS;
        int row = question % ROWS;
        return new Point(X + column * COLUMN_STEP + choice * CHOICE_STEP, Y + row * ROW_STEP);
    }

    static List<Point> markers() {
        return SheetLayout.markers();
    }

    private void question(int question) {
        String number = String.valueOf(question + 1);
        double right = answer(question, 0).x() - 3.5;
        StrokeFont.write(
                canvas,
                number,
                right - StrokeFont.width(number, 2),
                answer(question, 0).y() + 1,
                2,
                0.3,
                BLACK);
        for (int choice = 0; choice < SheetLayout.CHOICES.length(); choice++) {
            bubble(answer(question, choice), SheetLayout.CHOICES.charAt(choice));
        }
    }

    private void bubble(Point at, char letter) {
        canvas.ring(at.x(), at.y(), SheetLayout.BUBBLE_RADIUS, 0.22, LINE);
        StrokeFont.writeCentred(
                canvas, String.valueOf(letter), at.x(), at.y() + 1, 2, 0.22, LETTER);
    }
}
