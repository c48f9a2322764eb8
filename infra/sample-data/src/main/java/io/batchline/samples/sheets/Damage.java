package io.batchline.samples.sheets;

import io.batchline.samples.sheets.SheetLayout.Point;
import java.util.SplittableRandom;

/// Does harm to pictures. For one thread at a time.
final class Damage {
    private static final int GRAIN = 1 << 16;

    private final byte[] grain = new byte[GRAIN];

    Damage() {
        SplittableRandom random = new SplittableRandom(GRAIN);
        for (int at = 0; at < GRAIN; at++) {
            int sum = 0;
            for (int n = 0; n < 6; n++) {
                sum += random.nextInt(61) - 30;
            }
            grain[at] = (byte) (sum / 2);
        }
    }

    GreyCanvas doTo(GreyCanvas picture, Harm harm, SplittableRandom random) {
        switch (harm) {
            case NOISE -> noise(picture, 0.45 + 0.35 * random.nextDouble(), random);
            case BLUR -> blur(picture, 0.2 + 0.15 * random.nextDouble());
            case LOW_CONTRAST -> tone(picture, 95 + random.nextInt(20), 165 + random.nextInt(30));
            case SHADOW -> shadow(picture, random);
            case COFFEE -> coffee(picture, random);
            case STREAKS -> streaks(picture, random);
            case TORN_MARKER -> tear(picture, random);
            case ONE_BIT -> oneBit(picture, 120 + random.nextInt(50));
            case SKEW -> {
                return skew(picture, random);
            }
            case TURN -> {
                return turn(picture, random);
            }
            case PHOTOGRAPH -> {
                return photograph(picture, random);
            }
            case BEND -> {
                double most = 2 * picture.scale();
                return new Distortion(picture)
                        .bent(symmetric(random) * most)
                        .into(picture.another(picture.width, picture.height), 245, random);
            }
        }
        return picture;
    }

    private static GreyCanvas skew(GreyCanvas picture, SplittableRandom random) {
        double degrees = symmetric(random) * 10;
        double sin = Math.abs(StrictMath.sin(StrictMath.toRadians(degrees)));
        int width = (int) (picture.width + sin * picture.height);
        int height = (int) (picture.height + sin * picture.width);
        return new Distortion(picture)
                .turned(degrees)
                .into(picture.another(width, height), random.nextBoolean() ? 240 : 12, random);
    }

    private static GreyCanvas turn(GreyCanvas picture, SplittableRandom random) {
        int quarters = 1 + random.nextInt(3);
        boolean lying = quarters != 2;
        GreyCanvas to =
                picture.another(
                        lying ? picture.height : picture.width,
                        lying ? picture.width : picture.height);
        return new Distortion(picture)
                .turned(quarters * 90 + symmetric(random) * 1.5)
                .into(to, 240, random);
    }

    private GreyCanvas photograph(GreyCanvas picture, SplittableRandom random) {
        GreyCanvas photo =
                new Distortion(picture)
                        .turned(symmetric(random) * 6)
                        .slanted(symmetric(random) * 0.22, symmetric(random) * 0.22, 1.28)
                        .bent(symmetric(random) * 0.5 * picture.scale())
                        .bulging(symmetric(random) * 0.03)
                        .into(
                                picture.another(picture.width, picture.height),
                                40 + random.nextInt(60),
                                random);
        shadow(photo, random);
        noise(photo, 0.25, random);
        return photo;
    }

    private void noise(GreyCanvas picture, double strength, SplittableRandom random) {
        int share = (int) (strength * 256);
        for (int y = 0; y < picture.height; y++) {
            int at = random.nextInt(GRAIN);
            int row = y * picture.width;
            for (int x = 0; x < picture.width; x++) {
                int grey = picture.pixels[row + x] & 0xFF;
                int noisy = grey + ((grain[at++ & (GRAIN - 1)] * share) >> 8);
                picture.pixels[row + x] = (byte) Math.clamp(noisy, 0, 255);
            }
        }
    }

    private static void tone(GreyCanvas picture, int black, int white) {
        for (int at = 0; at < picture.pixels.length; at++) {
            int grey = picture.pixels[at] & 0xFF;
            picture.pixels[at] = (byte) (black + grey * (white - black) / 255);
        }
    }

    private static void shadow(GreyCanvas picture, SplittableRandom random) {
        double x = symmetric(random) * 0.35 / picture.width;
        double y = symmetric(random) * 0.35 / picture.height;
        double middle = 0.7 + 0.1 * random.nextDouble();
        for (int row = 0; row < picture.height; row++) {
            double light = middle + y * (row - picture.height / 2.0) - x * picture.width / 2.0;
            int at = row * picture.width;
            for (int column = 0; column < picture.width; column++, light += x) {
                picture.pixels[at + column] =
                        (byte) Math.min(255, (picture.pixels[at + column] & 0xFF) * light);
            }
        }
    }

    private static void coffee(GreyCanvas picture, SplittableRandom random) {
        int cups = 1 + random.nextInt(3);
        for (int cup = 0; cup < cups; cup++) {
            double x = random.nextDouble() * SheetLayout.PAGE_WIDTH;
            double y = random.nextDouble() * SheetLayout.PAGE_HEIGHT;
            double radius = 25 + 20 * random.nextDouble();
            double rim = 0.74 + 0.14 * random.nextDouble();
            double within = 0.88 + 0.08 * random.nextDouble();
            picture.stain(x, y, radius, 1.5 + 2 * random.nextDouble(), rim, within);
        }
    }

    private static void streaks(GreyCanvas picture, SplittableRandom random) {
        int count = 1 + random.nextInt(3);
        for (int n = 0; n < count; n++) {
            double wide = 0.15 + 0.35 * random.nextDouble();
            double x = random.nextDouble() * picture.width / picture.scale();
            int ink = 60 + random.nextInt(110);
            double height = picture.height / picture.scale();
            picture.segment(x, 0, x, height, wide, ink);
        }
    }

    private static void tear(GreyCanvas picture, SplittableRandom random) {
        Point marker = SheetLayout.markers().get(random.nextInt(4));
        double half = SheetLayout.MARKER_SIDE / 2;
        switch (random.nextInt(4)) {
            // Gone altogether.
            case 0 -> picture.erase(marker.x() - half - 1, marker.y() - half - 1, 2 * half + 2);
            // A piece of its edge is gone.
            case 1 -> picture.erase(marker.x() + half - 2.2, marker.y() - half - 1, half);
            // Scratched.
            case 2 -> {
                for (int line = 0; line < 3; line++) {
                    picture.erase(
                            marker.x() - half + 8 * random.nextDouble(),
                            marker.y() - half + 8 * random.nextDouble(),
                            1.2);
                }
            }
            // Blotted.
            default ->
                    picture.disc(marker.x() + half, marker.y() + half * symmetric(random), 2.5, 40);
        }
    }

    private static void oneBit(GreyCanvas picture, int threshold) {
        for (int at = 0; at < picture.pixels.length; at++) {
            picture.pixels[at] = (byte) ((picture.pixels[at] & 0xFF) < threshold ? 0 : 255);
        }
    }

    /// Three box filters in each direction are as good as a Gaussian.
    private static void blur(GreyCanvas picture, double millimetres) {
        int reach = Math.max(1, (int) Math.round(millimetres * picture.scale()));
        byte[] row = new byte[Math.max(picture.width, picture.height)];
        for (int pass = 0; pass < 2; pass++) {
            for (int y = 0; y < picture.height; y++) {
                box(picture.pixels, y * picture.width, 1, picture.width, reach, row);
            }
            for (int x = 0; x < picture.width; x++) {
                box(picture.pixels, x, picture.width, picture.height, reach, row);
            }
        }
    }

    private static void box(byte[] pixels, int start, int step, int count, int reach, byte[] kept) {
        int sum = 0;
        int wide = 2 * reach + 1;
        for (int i = -reach; i <= reach; i++) {
            sum += pixels[start + Math.clamp(i, 0, count - 1) * step] & 0xFF;
        }
        for (int i = 0; i < count; i++) {
            kept[i] = (byte) (sum / wide);
            sum += pixels[start + Math.clamp(i + reach + 1, 0, count - 1) * step] & 0xFF;
            sum -= pixels[start + Math.clamp(i - reach, 0, count - 1) * step] & 0xFF;
        }
        for (int i = 0; i < count; i++) {
            pixels[start + i * step] = kept[i];
        }
    }

    private static double symmetric(SplittableRandom random) {
        return random.nextDouble() * 2 - 1;
    }
}
