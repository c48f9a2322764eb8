package io.batchline.samples.sheets;

import java.util.List;

/// Where everything is on the printed A4 page, in millimetres from its top left corner.
///
/// All positions of bubbles are multiples of 0.2 mm from the first marker, so they are whole
/// numbers in the template.
final class SheetLayout {
    static final double PAGE_WIDTH = 210;
    static final double PAGE_HEIGHT = 297;

    static final double MARKER_SIDE = 8;
    static final double MARKER_LEFT = 15;
    static final double MARKER_RIGHT = 195;
    static final double MARKER_TOP = 15;
    static final double MARKER_BOTTOM = 282;

    static final double BUBBLE_RADIUS = 2.5;

    static final int ROLL_DIGITS = 10;
    static final double ROLL_X = 26;
    static final double ROLL_Y = 50;
    static final double ROLL_COLUMN_STEP = 6.4;
    static final double ROLL_DIGIT_STEP = 5.8;

    static final int QUESTIONS = 100;
    static final int QUESTION_ROWS = 25;
    static final String CHOICES = "ABCD";
    static final double QUESTION_X = 34;
    static final double QUESTION_Y = 119;
    static final double QUESTION_ROW_STEP = 6.4;
    static final double QUESTION_COLUMN_STEP = 42.4;
    static final double CHOICE_STEP = 7.2;

    static final double QR_LEFT = 160;
    static final double QR_TOP = 34;
    static final double QR_SIDE = 26;

    record Point(double x, double y) {}

    private SheetLayout() {}

    static List<Point> markers() {
        return List.of(
                new Point(MARKER_LEFT, MARKER_TOP),
                new Point(MARKER_RIGHT, MARKER_TOP),
                new Point(MARKER_LEFT, MARKER_BOTTOM),
                new Point(MARKER_RIGHT, MARKER_BOTTOM));
    }

    /// The bubble of a digit in a column of the roll number, both from 0.
    static Point rollBubble(int column, int digit) {
        return new Point(ROLL_X + column * ROLL_COLUMN_STEP, ROLL_Y + digit * ROLL_DIGIT_STEP);
    }

    /// The bubble of a choice of a question, both from 0.
    static Point answerBubble(int question, int choice) {
        int column = question / QUESTION_ROWS;
        int row = question % QUESTION_ROWS;
        return new Point(
                QUESTION_X + column * QUESTION_COLUMN_STEP + choice * CHOICE_STEP,
                QUESTION_Y + row * QUESTION_ROW_STEP);
    }
}
