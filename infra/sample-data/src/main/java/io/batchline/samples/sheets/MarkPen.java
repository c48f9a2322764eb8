package io.batchline.samples.sheets;

import io.batchline.samples.sheets.SheetLayout.Point;
import java.util.SplittableRandom;

/// Draws what a hand left in the bubbles.
final class MarkPen {
    private static final int UNEVEN = 20;

    private final GreyCanvas canvas;
    private final Hand hand;
    private final SplittableRandom random;
    private final int ink;

    MarkPen(GreyCanvas canvas, Hand hand, SplittableRandom random) {
        this.canvas = canvas;
        this.hand = hand;
        this.random = random;
        this.ink = hand.darkest() + random.nextInt(hand.range() + 1);
    }

    void draw(Mark mark) {
        Point at = place(mark);
        switch (mark.kind()) {
            case FILLED -> fill(at, ink + random.nextInt(UNEVEN), radius());
            case HATCHED -> hatch(at);
            case HALF -> half(at);
            case LIGHT -> fill(at, paled(0.55 + 0.2 * random.nextDouble()), radius());
            case TICK -> tick(at);
            case CROSS -> cross(at);
            case RUBBED_OUT -> fill(at, paled(0.08 + 0.17 * random.nextDouble()), 1.15 * radius());
            case PALE -> fill(at, paled(0.4 + 0.25 * random.nextDouble()), radius());
            case DOT -> canvas.disc(at.x(), at.y(), 0.35 + 0.2 * random.nextDouble(), ink);
        }
    }

    private static Point place(Mark mark) {
        String label = mark.field();
        if (label.startsWith("roll")) {
            return SheetLayout.rollBubble(Integer.parseInt(label.substring(4)) - 1, mark.choice());
        }
        return SheetLayout.answerBubble(Integer.parseInt(label.substring(1)) - 1, mark.choice());
    }

    private double radius() {
        return SheetLayout.BUBBLE_RADIUS
                * (hand.smallest() + (1.06 - hand.smallest()) * random.nextDouble());
    }

    private void fill(Point at, int grey, double radius) {
        canvas.scribble(at.x() + wobble(), at.y() + wobble(), radius, grey, random);
    }

    private void hatch(Point at) {
        double x = at.x() + wobble();
        double y = at.y() + wobble();
        double radius = 0.95 * radius();
        int lines = 6 + random.nextInt(3);
        for (int line = 0; line < lines; line++) {
            double off = radius * ((line + 0.5) * 2 / lines - 1);
            double half = Math.sqrt(Math.max(0, radius * radius - off * off));
            canvas.segment(x - half, y + off, x + half, y + off + 0.3, 0.42, ink);
        }
    }

    /// Lines over one side, well over half of the bubble.
    private void half(Point at) {
        double radius = SheetLayout.BUBBLE_RADIUS;
        double side = random.nextBoolean() ? 1 : -1;
        for (double off = -0.3; off < 0.95; off += 0.14) {
            double tall = radius * Math.sqrt(1 - off * off);
            double x = at.x() + side * off * radius;
            canvas.segment(x, at.y() - tall, x, at.y() + tall, 0.5, ink);
        }
    }

    private void tick(Point at) {
        double x = at.x() + wobble();
        double y = at.y() + wobble();
        double size = 1.6 + 1.8 * random.nextDouble();
        double stroke = stroke();
        canvas.segment(x - size * 0.7, y, x - size * 0.1, y + size * 0.7, stroke, ink);
        canvas.segment(x - size * 0.1, y + size * 0.7, x + size, y - size, stroke, ink);
    }

    private void cross(Point at) {
        double x = at.x() + wobble();
        double y = at.y() + wobble();
        double size = 1.4 + 1.2 * random.nextDouble();
        double stroke = stroke();
        canvas.segment(x - size, y - size, x + size, y + size, stroke, ink);
        canvas.segment(x - size, y + size, x + size, y - size, stroke, ink);
    }

    private double stroke() {
        return 0.35 + 0.3 * random.nextDouble();
    }

    /// The grey of paper with a share of the pen's ink.
    private int paled(double share) {
        return GreyCanvas.WHITE - (int) ((GreyCanvas.WHITE - ink) * share) - UNEVEN / 2;
    }

    private double wobble() {
        return (random.nextDouble() * 2 - 1) * hand.wobble();
    }
}
