package io.batchline.samples.sheets;

import io.batchline.samples.sheets.SheetLayout.Point;

/// The printed form before a candidate touches it: everything that is the same on all sheets of a
/// batch.
final class BlankForm {
    private static final int BLACK = 20;
    private static final int DARK = 60;
    private static final int TINT = 228;
    private static final double THIN = 0.25;

    private final GreyCanvas canvas;
    private final Bubbles bubbles;

    /// The greys that bubbles are printed in.
    record Bubbles(int line, int letter) {
        static final Bubbles USUAL = new Bubbles(110, 165);
        static final Bubbles BLACK = new Bubbles(25, 40);
        static final Bubbles PALE = new Bubbles(205, 225);
    }

    private BlankForm(int dpi, Bubbles bubbles) {
        canvas = new GreyCanvas(SheetLayout.PAGE_WIDTH, SheetLayout.PAGE_HEIGHT, dpi);
        this.bubbles = bubbles;
    }

    static GreyCanvas print(int dpi) {
        return print(dpi, Bubbles.USUAL);
    }

    static GreyCanvas print(int dpi, Bubbles bubbles) {
        BlankForm form = new BlankForm(dpi, bubbles);
        form.title();
        form.rollNumber();
        form.details();
        form.instructions();
        form.questions();
        form.footer();
        return form.canvas;
    }

    static void printMarkers(GreyCanvas canvas) {
        for (Point at : SheetLayout.markers()) {
            double half = SheetLayout.MARKER_SIDE / 2;
            canvas.rect(
                    at.x() - half,
                    at.y() - half,
                    SheetLayout.MARKER_SIDE,
                    SheetLayout.MARKER_SIDE,
                    0);
        }
    }

    private void title() {
        StrokeFont.writeCentred(canvas, "ANSWER SHEET", 105, 19, 6.4, 0.9, BLACK);
        StrokeFont.writeCentred(
                canvas,
                "EXAMINATION 2026 - OBJECTIVE PAPER - 100 QUESTIONS",
                105,
                25.4,
                2.4,
                0.3,
                DARK);
        canvas.segment(22, 28.5, 188, 28.5, 0.5, BLACK);
    }

    private void rollNumber() {
        double left = SheetLayout.ROLL_X - SheetLayout.ROLL_COLUMN_STEP / 2;
        double width = SheetLayout.ROLL_DIGITS * SheetLayout.ROLL_COLUMN_STEP;
        canvas.rect(left, 32, width, 5, TINT);
        StrokeFont.writeCentred(canvas, "ROLL NUMBER", left + width / 2, 35.8, 2.5, 0.4, BLACK);
        canvas.frame(left, 32, width, 73.6, 0.35, BLACK);
        canvas.segment(left, 37, left + width, 37, THIN, BLACK);
        canvas.segment(left, 45.4, left + width, 45.4, THIN, BLACK);
        for (int column = 0; column < SheetLayout.ROLL_DIGITS; column++) {
            if (column > 0) {
                double x = left + column * SheetLayout.ROLL_COLUMN_STEP;
                canvas.segment(x, 37, x, 45.4, THIN, BLACK);
            }
            for (int digit = 0; digit < 10; digit++) {
                bubble(SheetLayout.rollBubble(column, digit), (char) ('0' + digit));
            }
        }
    }

    private void details() {
        field("CLASS", 36);
        field("CANDIDATE", 47);
        field("NAME", 58);
        field("SIGNATURE", 69);
    }

    private void field(String name, double top) {
        StrokeFont.write(canvas, name, 95, top, 2, 0.28, DARK);
        canvas.segment(95, top + 7.5, 152, top + 7.5, THIN, BLACK);
    }

    private void instructions() {
        canvas.frame(95, 81, 93, 24.6, THIN, BLACK);
        StrokeFont.write(
                canvas,
                "FILL ONE CIRCLE PER QUESTION WITH A DARK PENCIL.",
                97.5,
                86,
                1.9,
                0.26,
                DARK);
        StrokeFont.write(
                canvas,
                "ERASE CHANGES COMPLETELY. DO NOT FOLD THE SHEET.",
                97.5,
                90.6,
                1.9,
                0.26,
                DARK);
        StrokeFont.write(canvas, "RIGHT +1   WRONG -0.25   EMPTY 0", 97.5, 95.2, 1.9, 0.26, DARK);
        StrokeFont.write(canvas, "LIKE THIS", 97.5, 102, 1.9, 0.26, DARK);
        canvas.disc(119, 101.1, 2, DARK);
        StrokeFont.write(canvas, "NOT LIKE THIS", 130, 102, 1.9, 0.26, DARK);
        for (double x : new double[] {158.5, 165, 171.5}) {
            canvas.ring(x, 101.1, 2, THIN, bubbles.line());
        }
        canvas.segment(157.2, 99.8, 159.8, 102.4, 0.35, DARK);
        canvas.segment(157.2, 102.4, 159.8, 99.8, 0.35, DARK);
        canvas.segment(163.9, 101.3, 164.8, 102.3, 0.35, DARK);
        canvas.segment(164.8, 102.3, 166.2, 99.6, 0.35, DARK);
        canvas.disc(171.5, 101.1, 0.7, DARK);
    }

    private void questions() {
        int columns = SheetLayout.QUESTIONS / SheetLayout.QUESTION_ROWS;
        for (int column = 0; column < columns; column++) {
            double left = 22 + column * SheetLayout.QUESTION_COLUMN_STEP;
            canvas.rect(left, 109.4, 38, 5.2, TINT);
            canvas.frame(left, 109.4, 38, 167, THIN, BLACK);
            for (int choice = 0; choice < SheetLayout.CHOICES.length(); choice++) {
                Point first = SheetLayout.answerBubble(column * SheetLayout.QUESTION_ROWS, choice);
                StrokeFont.writeCentred(
                        canvas,
                        SheetLayout.CHOICES.substring(choice, choice + 1),
                        first.x(),
                        113.2,
                        2.4,
                        0.4,
                        BLACK);
            }
        }
        for (int question = 0; question < SheetLayout.QUESTIONS; question++) {
            question(question);
        }
    }

    private void question(int question) {
        Point first = SheetLayout.answerBubble(question, 0);
        String number = String.valueOf(question + 1);
        double right = first.x() - 4;
        StrokeFont.write(
                canvas,
                number,
                right - StrokeFont.width(number, 2.3),
                first.y() + 1.15,
                2.3,
                0.35,
                BLACK);
        for (int choice = 0; choice < SheetLayout.CHOICES.length(); choice++) {
            bubble(SheetLayout.answerBubble(question, choice), SheetLayout.CHOICES.charAt(choice));
        }
    }

    private void bubble(Point at, char letter) {
        canvas.ring(at.x(), at.y(), SheetLayout.BUBBLE_RADIUS, 0.22, bubbles.line());
        StrokeFont.writeCentred(
                canvas, String.valueOf(letter), at.x(), at.y() + 1, 2, 0.22, bubbles.letter());
    }

    private void footer() {
        StrokeFont.writeCentred(
                canvas, "DO NOT WRITE BELOW OR OUTSIDE THE FRAMES", 105, 283, 2, 0.28, DARK);
    }
}
