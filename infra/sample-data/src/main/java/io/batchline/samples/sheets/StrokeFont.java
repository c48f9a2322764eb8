package io.batchline.samples.sheets;

import java.util.Locale;

/// Capital letters and digits as pen strokes, so that no font of the machine is needed.
///
/// A glyph is a list of lines on a grid 6 wide and 9 high; each pair of digits is a point, x then y
/// from the baseline up.
final class StrokeFont {
    private static final double GRID_HEIGHT = 9;
    private static final double ADVANCE = 8.4;

    private StrokeFont() {}

    /// Draws text whose baseline begins at the point; `size` is the height of a capital letter.
    static void write(
            GreyCanvas canvas,
            String text,
            double x,
            double y,
            double size,
            double stroke,
            int ink) {
        double unit = size / GRID_HEIGHT;
        double pen = x;
        for (char letter : text.toUpperCase(Locale.ROOT).toCharArray()) {
            for (String line : glyph(letter).split(" ", -1)) {
                drawLine(canvas, line, pen, y, unit, stroke, ink);
            }
            pen += ADVANCE * unit;
        }
    }

    static void writeCentred(
            GreyCanvas canvas,
            String text,
            double x,
            double y,
            double size,
            double stroke,
            int ink) {
        write(canvas, text, x - width(text, size) / 2, y, size, stroke, ink);
    }

    static double width(String text, double size) {
        return (text.length() * ADVANCE - 2.4) * size / GRID_HEIGHT;
    }

    private static void drawLine(
            GreyCanvas canvas,
            String line,
            double x,
            double y,
            double unit,
            double stroke,
            int ink) {
        for (int at = 0; at + 3 < line.length(); at += 2) {
            canvas.segment(
                    x + unit * Character.digit(line.charAt(at), 10),
                    y - unit * Character.digit(line.charAt(at + 1), 10),
                    x + unit * Character.digit(line.charAt(at + 2), 10),
                    y - unit * Character.digit(line.charAt(at + 3), 10),
                    stroke,
                    ink);
        }
    }

    private static String glyph(char letter) {
        return switch (letter) {
            case ' ' -> "";
            case 'A' -> "003960 1353";
            case 'B' -> "00094958564505 456361500000";
            case 'C' -> "6150100108195968";
            case 'D' -> "00094967624000";
            case 'E' -> "60000969 0545";
            case 'F' -> "000969 0545";
            case 'G' -> "68591908011050616434";
            case 'H' -> "0009 6069 0565";
            case 'I' -> "3039";
            case 'J' -> "0210415159";
            case 'K' -> "0009 6904 2560";
            case 'L' -> "090060";
            case 'M' -> "0009356960";
            case 'N' -> "00096069";
            case 'O', '0' -> "105061685919080110";
            case 'P' -> "00095968655404";
            case 'Q' -> "105061685919080110 4260";
            case 'R' -> "00095968655404 3460";
            case 'S' -> "011050616455150608195968";
            case 'T' -> "0969 3930";
            case 'U' -> "090110506169";
            case 'V' -> "093069";
            case 'W' -> "0910365069";
            case 'X' -> "0069 0960";
            case 'Y' -> "093569 3530";
            case 'Z' -> "09690060";
            case '1' -> "173930 1050";
            case '2' -> "08195968660060";
            case '3' -> "08195968665525 556461501001";
            case '4' -> "40490363";
            case '5' -> "690905556461501001";
            case '6' -> "5929070110506164551504";
            case '7' -> "096920";
            case '8' -> "15060819596866551504011050616455";
            case '9' -> "1040626859190805145465";
            case '-' -> "1454";
            case '.' -> "3030";
            case ':' -> "3232 3636";
            case ',' -> "3120";
            case '/' -> "0069";
            case '+' -> "1454 3236";
            default -> throw new IllegalArgumentException("no glyph for '" + letter + "'");
        };
    }
}
