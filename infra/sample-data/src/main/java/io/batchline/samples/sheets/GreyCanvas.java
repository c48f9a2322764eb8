package io.batchline.samples.sheets;

import java.util.Arrays;
import java.util.SplittableRandom;

/// A grey picture that is drawn on in millimetres, with soft edges. 0 is black, 255 is white.
final class GreyCanvas {
    static final int WHITE = 255;
    private static final int STREAK = 15;

    final int width;
    final int height;
    final byte[] pixels;
    private final double scale;

    GreyCanvas(double widthMm, double heightMm, int dpi) {
        scale = dpi / 25.4;
        width = (int) Math.round(widthMm * scale);
        height = (int) Math.round(heightMm * scale);
        pixels = new byte[width * height];
        Arrays.fill(pixels, (byte) WHITE);
    }

    private GreyCanvas(int width, int height, double scale) {
        this.scale = scale;
        this.width = width;
        this.height = height;
        pixels = new byte[width * height];
    }

    /// A black canvas of the same resolution.
    GreyCanvas another(int otherWidth, int otherHeight) {
        return new GreyCanvas(otherWidth, otherHeight, scale);
    }

    /// Pixels per millimetre.
    double scale() {
        return scale;
    }

    /// The grey at a place between pixels, in pixels.
    ///
    /// @param around what there is outside
    int between(double x, double y, int around) {
        int column = (int) Math.floor(x);
        int row = (int) Math.floor(y);
        if (column < 0 || row < 0 || column >= width - 1 || row >= height - 1) {
            return around;
        }
        int at = row * width + column;
        double right = x - column;
        double top = (pixels[at] & 0xFF) + ((pixels[at + 1] & 0xFF) - (pixels[at] & 0xFF)) * right;
        int below = at + width;
        double bottom =
                (pixels[below] & 0xFF)
                        + ((pixels[below + 1] & 0xFF) - (pixels[below] & 0xFF)) * right;
        return (int) (top + (bottom - top) * (y - row) + 0.5);
    }

    /// Paper again where there was print.
    void erase(double left, double top, double side) {
        int toX = Math.clamp((long) ((left + side) * scale), 0, width);
        int toY = Math.clamp((long) ((top + side) * scale), 0, height);
        for (int y = Math.clamp((long) (top * scale), 0, height); y < toY; y++) {
            for (int x = Math.clamp((long) (left * scale), 0, width); x < toX; x++) {
                pixels[y * width + x] = (byte) WHITE;
            }
        }
    }

    /// Darkens what a wet cup stood on.
    ///
    /// @param rim what is left of the light under its rim, 0 to 1
    /// @param within what is left inside the rim
    void stain(
            double centreX, double centreY, double radius, double wide, double rim, double within) {
        int reach = (int) ((radius + wide) * scale) + 1;
        int middleX = (int) (centreX * scale);
        int middleY = (int) (centreY * scale);
        for (int y = Math.max(0, middleY - reach); y < Math.min(height, middleY + reach); y++) {
            for (int x = Math.max(0, middleX - reach); x < Math.min(width, middleX + reach); x++) {
                double far = length(x / scale - centreX, y / scale - centreY) - radius;
                double onRim = Math.clamp((wide / 2 - Math.abs(far)) * 3 + 0.5, 0, 1);
                double light = far < 0 ? within : 1;
                light = light + (rim - light) * onRim;
                pixels[y * width + x] = (byte) ((pixels[y * width + x] & 0xFF) * light);
            }
        }
    }

    void copyFrom(GreyCanvas other) {
        System.arraycopy(other.pixels, 0, pixels, 0, pixels.length);
    }

    void rect(double left, double top, double rectWidth, double rectHeight, int ink) {
        double centreX = left + rectWidth / 2;
        double centreY = top + rectHeight / 2;
        paint(
                new Box(left, top, left + rectWidth, top + rectHeight),
                ink,
                (x, y) ->
                        Math.max(
                                Math.abs(x - centreX) - rectWidth / 2,
                                Math.abs(y - centreY) - rectHeight / 2));
    }

    void frame(
            double left,
            double top,
            double frameWidth,
            double frameHeight,
            double stroke,
            int ink) {
        double right = left + frameWidth;
        double bottom = top + frameHeight;
        segment(left, top, right, top, stroke, ink);
        segment(left, bottom, right, bottom, stroke, ink);
        segment(left, top, left, bottom, stroke, ink);
        segment(right, top, right, bottom, stroke, ink);
    }

    void disc(double centreX, double centreY, double radius, int ink) {
        paint(
                new Box(centreX - radius, centreY - radius, centreX + radius, centreY + radius),
                ink,
                (x, y) -> length(x - centreX, y - centreY) - radius);
    }

    void ring(double centreX, double centreY, double radius, double stroke, int ink) {
        double outer = radius + stroke / 2;
        paint(
                new Box(centreX - outer, centreY - outer, centreX + outer, centreY + outer),
                ink,
                (x, y) -> Math.abs(length(x - centreX, y - centreY) - radius) - stroke / 2);
    }

    void segment(double x1, double y1, double x2, double y2, double stroke, int ink) {
        double dx = x2 - x1;
        double dy = y2 - y1;
        double square = dx * dx + dy * dy;
        double half = stroke / 2;
        paint(
                new Box(
                        Math.min(x1, x2) - half,
                        Math.min(y1, y2) - half,
                        Math.max(x1, x2) + half,
                        Math.max(y1, y2) + half),
                ink,
                (x, y) -> {
                    double along = square == 0 ? 0 : ((x - x1) * dx + (y - y1) * dy) / square;
                    double held = Math.clamp(along, 0, 1);
                    return length(x - x1 - held * dx, y - y1 - held * dy) - half;
                });
    }

    /// A disc as a pencil fills it: the ink is uneven.
    void scribble(double centreX, double centreY, double radius, int ink, SplittableRandom random) {
        int left = Math.max(0, (int) ((centreX - radius) * scale));
        int right = Math.min(width - 1, (int) ((centreX + radius) * scale) + 1);
        int top = Math.max(0, (int) ((centreY - radius) * scale));
        int bottom = Math.min(height - 1, (int) ((centreY + radius) * scale) + 1);
        for (int y = top; y <= bottom; y++) {
            long grain = random.nextLong();
            for (int x = left; x <= right; x++) {
                double outside =
                        length((x + 0.5) / scale - centreX, (y + 0.5) / scale - centreY) - radius;
                int uneven = (int) (grain >>> (x & STREAK)) & STREAK;
                blend(y * width + x, ink + uneven, outside);
            }
        }
    }

    /// Distance of a point from a shape's edge in millimetres, negative inside.
    private interface Shape {
        double outside(double x, double y);
    }

    private record Box(double left, double top, double right, double bottom) {}

    private void paint(Box box, int ink, Shape shape) {
        int left = Math.max(0, (int) (box.left * scale) - 1);
        int right = Math.min(width - 1, (int) (box.right * scale) + 1);
        int top = Math.max(0, (int) (box.top * scale) - 1);
        int bottom = Math.min(height - 1, (int) (box.bottom * scale) + 1);
        for (int y = top; y <= bottom; y++) {
            for (int x = left; x <= right; x++) {
                blend(y * width + x, ink, shape.outside((x + 0.5) / scale, (y + 0.5) / scale));
            }
        }
    }

    private void blend(int index, int ink, double outsideMm) {
        double cover = Math.clamp(0.5 - outsideMm * scale, 0, 1);
        int old = pixels[index] & 0xFF;
        pixels[index] = (byte) (old + (int) Math.round((Math.min(ink, old) - old) * cover));
    }

    private static double length(double x, double y) {
        return Math.sqrt(x * x + y * y);
    }
}
