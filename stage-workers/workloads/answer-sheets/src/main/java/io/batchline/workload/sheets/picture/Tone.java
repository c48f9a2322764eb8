package io.batchline.workload.sheets.picture;

import java.util.Arrays;

/// Changes greys one by one, by a table of all 256.
public final class Tone {
    private static final int GREYS = 256;

    private Tone() {}

    /// Stretches the greys that occur to the whole range from black to white; a picture of one grey
    /// becomes black.
    public static GrayPicture stretched(GrayPicture from) {
        int[] ends = ends(from);
        byte[] table = new byte[GREYS];
        if (ends[0] < ends[1]) {
            double scale = 255.0 * (1.0 / (ends[1] - ends[0]));
            float factor = (float) scale;
            float shift = (float) (0 - ends[0] * scale);
            for (int grey = ends[0]; grey <= ends[1]; grey++) {
                table[grey] = saturated(Math.fma(grey, factor, shift));
            }
        }
        return mapped(from, table);
    }

    /// As [#stretched], but a picture of one grey stays as it is.
    public static GrayPicture stretchedUnlessFlat(GrayPicture from) {
        int[] ends = ends(from);
        return ends[0] < ends[1] ? stretched(from) : from;
    }

    /// Greys above the ceiling become the ceiling.
    public static GrayPicture capped(GrayPicture from, int ceiling) {
        byte[] table = new byte[GREYS];
        for (int grey = 0; grey < GREYS; grey++) {
            table[grey] = (byte) Math.min(grey, ceiling);
        }
        return mapped(from, table);
    }

    /// Black becomes white and white black.
    public static GrayPicture inverted(GrayPicture from) {
        byte[] table = new byte[GREYS];
        for (int grey = 0; grey < GREYS; grey++) {
            table[grey] = (byte) (255 - grey);
        }
        return mapped(from, table);
    }

    /// Greys above the threshold become white, all others black.
    public static GrayPicture above(GrayPicture from, int threshold) {
        byte[] table = new byte[GREYS];
        Arrays.fill(table, threshold + 1, GREYS, (byte) 255);
        return mapped(from, table);
    }

    /// All up to low becomes black, all from high white, what lies between follows gamma; low and
    /// high are shares of the whole range.
    public static GrayPicture levelled(GrayPicture from, double low, double high, double gamma) {
        int lowest = (int) (255 * low);
        int highest = (int) (255 * high);
        byte[] table = new byte[GREYS];
        for (int grey = 0; grey < GREYS; grey++) {
            if (grey > lowest && grey < highest) {
                double share = (double) (grey - lowest) / (highest - lowest);
                table[grey] = (byte) (int) (Math.pow(share, 1.0 / gamma) * 255);
            } else {
                table[grey] = (byte) (grey <= lowest ? 0 : 255);
            }
        }
        return mapped(from, table);
    }

    /// The difference to a picture that is nowhere brighter.
    public static GrayPicture less(GrayPicture from, GrayPicture darker) {
        byte[] to = new byte[from.pixels().length];
        for (int i = 0; i < to.length; i++) {
            to[i] = (byte) (from.pixels()[i] - darker.pixels()[i]);
        }
        return new GrayPicture(from.width(), from.height(), to);
    }

    private static GrayPicture mapped(GrayPicture from, byte[] table) {
        byte[] source = from.pixels();
        byte[] to = new byte[source.length];
        for (int i = 0; i < to.length; i++) {
            to[i] = table[source[i] & 0xFF];
        }
        return new GrayPicture(from.width(), from.height(), to);
    }

    private static int[] ends(GrayPicture from) {
        int lowest = 255;
        int highest = 0;
        for (byte pixel : from.pixels()) {
            int grey = pixel & 0xFF;
            lowest = Math.min(lowest, grey);
            highest = Math.max(highest, grey);
        }
        return new int[] {lowest, highest};
    }

    private static byte saturated(float value) {
        return (byte) Math.clamp((long) Math.rint(value), 0, 255);
    }
}
