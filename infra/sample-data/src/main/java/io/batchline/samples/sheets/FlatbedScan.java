package io.batchline.samples.sheets;

import java.util.SplittableRandom;

/// What a scanner does to a sheet: turns it a little, shifts it, lights it unevenly and adds grain.
///
/// One pass over the picture in whole numbers, because it is most of the work of making a sheet.
final class FlatbedScan {
    private static final double MAX_SKEW_DEGREES = 0.8;
    private static final double MAX_SHIFT_MM = 1.2;
    private static final int GRAIN = 1 << 16;
    private static final int GRAIN_STRENGTH = 2;
    private static final int ONE = 1 << 16;
    private static final int LIGHT_ONE = 1 << 24;

    private final byte[] grain = new byte[GRAIN];

    FlatbedScan() {
        SplittableRandom random = new SplittableRandom(GRAIN);
        for (int at = 0; at < GRAIN; at++) {
            int lighter = random.nextInt(GRAIN_STRENGTH + 1);
            grain[at] = (byte) (lighter - random.nextInt(GRAIN_STRENGTH + 1));
        }
    }

    void scan(GreyCanvas from, GreyCanvas to, SplittableRandom random) {
        double skew = StrictMath.toRadians(symmetric(random, MAX_SKEW_DEGREES));
        double shift = MAX_SHIFT_MM * from.width / SheetLayout.PAGE_WIDTH;
        int cos = (int) Math.round(StrictMath.cos(skew) * ONE);
        int sin = (int) Math.round(StrictMath.sin(skew) * ONE);
        long startX =
                fixed(from.width / 2.0 + symmetric(random, shift))
                        - (long) cos * (from.width / 2)
                        + (long) sin * (from.height / 2);
        long startY =
                fixed(from.height / 2.0 + symmetric(random, shift))
                        - (long) sin * (from.width / 2)
                        - (long) cos * (from.height / 2);
        int light = (int) (LIGHT_ONE * (0.955 + 0.02 * random.nextDouble()));
        int lightX = (int) (LIGHT_ONE * symmetric(random, 0.02)) / from.width;
        int lightY = (int) (LIGHT_ONE * symmetric(random, 0.02)) / from.height;
        for (int y = 0; y < to.height; y++) {
            int x0 = (int) (startX - (long) sin * y);
            int y0 = (int) (startY + (long) cos * y);
            row(from, to, y, x0, y0, cos, sin, light + y * lightY, lightX, random.nextInt(GRAIN));
        }
    }

    private void row(
            GreyCanvas from,
            GreyCanvas to,
            int y,
            int x0,
            int y0,
            int stepX,
            int stepY,
            int light0,
            int lightStep,
            int noise0) {
        byte[] source = from.pixels;
        byte[] target = to.pixels;
        int width = from.width;
        int lastX = (from.width - 1) << 16;
        int lastY = (from.height - 1) << 16;
        int sourceX = x0;
        int sourceY = y0;
        int light = light0;
        int noise = noise0;
        int at = y * to.width;
        for (int end = at + to.width; at < end; at++) {
            int grey = GreyCanvas.WHITE << 8;
            if (sourceX >= 0 && sourceX < lastX && sourceY >= 0 && sourceY < lastY) {
                int index = (sourceY >> 16) * width + (sourceX >> 16);
                int right = (sourceX >> 8) & 0xFF;
                int below = (sourceY >> 8) & 0xFF;
                int top =
                        (source[index] & 0xFF) * (256 - right) + (source[index + 1] & 0xFF) * right;
                int bottom =
                        (source[index + width] & 0xFF) * (256 - right)
                                + (source[index + width + 1] & 0xFF) * right;
                grey = (top * (256 - below) + bottom * below) >> 8;
            }
            int lit = (int) (((long) grey * light) >> 32) + grain[noise & (GRAIN - 1)];
            target[at] = (byte) Math.clamp(lit, 0, GreyCanvas.WHITE);
            sourceX += stepX;
            sourceY += stepY;
            light += lightStep;
            noise++;
        }
    }

    private static double symmetric(SplittableRandom random, double limit) {
        return (random.nextDouble() * 2 - 1) * limit;
    }

    private static int fixed(double value) {
        return (int) Math.round(value * ONE);
    }
}
