package io.batchline.samples.sheets;

import java.util.SplittableRandom;

/// Shows a picture turned, at a slant or bent: for each pixel of the new picture the place in the
/// old one that it shows.
final class Distortion {
    private final GreyCanvas from;
    private double cos = 1;
    private double sin;
    private double slantX;
    private double slantY;
    private double shrink = 1;
    private double bend;
    private double bulge;

    Distortion(GreyCanvas from) {
        this.from = from;
    }

    Distortion turned(double degrees) {
        cos = StrictMath.cos(StrictMath.toRadians(degrees));
        sin = StrictMath.sin(StrictMath.toRadians(degrees));
        return this;
    }

    /// @param x how much nearer the right edge is than the middle, a share of its distance
    Distortion slanted(double x, double y, double smaller) {
        slantX = x;
        slantY = y;
        shrink = smaller;
        return this;
    }

    /// @param pixels how far the middle of a line is from its ends
    Distortion bent(double pixels) {
        bend = pixels;
        return this;
    }

    /// @param share how much further out the lens shows what is at the page's corners
    Distortion bulging(double share) {
        bulge = share;
        return this;
    }

    /// @param background grey of what lies around the page
    GreyCanvas into(GreyCanvas to, int background, SplittableRandom random) {
        double midX = to.width / 2.0;
        double midY = to.height / 2.0;
        for (int y = 0; y < to.height; y++) {
            long grain = random.nextLong();
            for (int x = 0; x < to.width; x++) {
                double far =
                        ((x - midX) * (x - midX) + (y - midY) * (y - midY))
                                / (midX * midX + midY * midY);
                double lens = shrink * (1 + bulge * far);
                double u = (x - midX) * lens;
                double v = (y - midY) * lens;
                double w = 1 + slantX * u / from.width + slantY * v / from.height;
                double sourceX = (u * cos - v * sin) / w + from.width / 2.0;
                double sourceY = (u * sin + v * cos) / w + from.height / 2.0;
                double along = sourceX / from.width;
                sourceY += bend * 4 * along * (1 - along);
                int around = background + (int) (grain >>> (x & 31) & 7);
                to.pixels[y * to.width + x] = (byte) from.between(sourceX, sourceY, around);
            }
        }
        return to;
    }
}
