package io.batchline.workload.sheets.qr;

import io.batchline.workload.sheets.picture.GrayPicture;

/// Brings faint print to the whole range of greys: a search for black and white gives up where the
/// two are hardly apart.
final class Contrast {
    /// Greys between paper and print from which on nothing needs to be done.
    private static final int ENOUGH = 140;

    /// Greys that lie apart by less are one grey and its noise.
    private static final int FLAT = 12;

    /// Of the pixels so many are darker than what counts as print, or brighter than paper.
    private static final double ODD = 0.004;

    /// Of a large picture about so many pixels are looked at.
    private static final int ENOUGH_PIXELS = 50_000;

    /// Most codes show their contrast in a few rows.
    private static final int AT_A_TIME = 1000;

    private Contrast() {}

    /// The picture itself where its contrast is enough, or where it has none at all.
    static GrayPicture enough(GrayPicture picture) {
        byte[] pixels = picture.pixels();
        // Odd, so that looking at some pixels does not mean looking at some columns.
        int step = pixels.length / ENOUGH_PIXELS | 1;
        int all = Math.ceilDiv(pixels.length, step);
        int odd = (int) (all * ODD);
        int[] greys = new int[256];
        for (int from = 0; from < pixels.length; from += step * AT_A_TIME) {
            count(pixels, from, Math.min(pixels.length, from + step * AT_A_TIME), step, greys);
            if (isPlain(greys, odd)) {
                return picture;
            }
        }
        int dark = quantile(greys, odd);
        int bright = quantile(greys, all - 1 - odd);
        return bright - dark >= ENOUGH || bright - dark < FLAT
                ? picture
                : stretched(picture, dark, bright);
    }

    private static void count(byte[] pixels, int from, int to, int step, int[] greys) {
        for (int at = from; at < to; at += step) {
            greys[pixels[at] & 0xFF]++;
        }
    }

    /// Whether the contrast is enough whatever the other pixels hold: more than the odd ones are as
    /// dark as some grey already, and more than the odd ones far brighter.
    private static boolean isPlain(int[] greys, int odd) {
        int dark = 0;
        int darker = greys[0];
        while (darker <= odd && dark + ENOUGH < greys.length - 1) {
            darker += greys[++dark];
        }
        int brighter = 0;
        for (int grey = dark + ENOUGH; grey < greys.length; grey++) {
            brighter += greys[grey];
        }
        return darker > odd && brighter > odd;
    }

    private static int quantile(int[] greys, int below) {
        int grey = 0;
        int seen = greys[0];
        while (seen <= below) {
            seen += greys[++grey];
        }
        return grey;
    }

    private static GrayPicture stretched(GrayPicture picture, int dark, int bright) {
        byte[] table = new byte[256];
        for (int grey = 0; grey < 256; grey++) {
            table[grey] = (byte) Math.clamp((grey - dark) * 255L / (bright - dark), 0, 255);
        }
        byte[] pixels = picture.pixels().clone();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = table[pixels[i] & 0xFF];
        }
        return new GrayPicture(picture.width(), picture.height(), pixels);
    }
}
