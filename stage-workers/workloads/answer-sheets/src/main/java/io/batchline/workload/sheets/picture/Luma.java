package io.batchline.workload.sheets.picture;

import io.batchline.workload.sheets.picture.JpegHeader.Channels;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.Arrays;
import java.util.Optional;

/// One grey from the channels that a file stores, with the weights and roundings of the usual
/// native decoders: JPEG gives its stored luma, PNG cuts off what others round.
public final class Luma {
    private Luma() {}

    /// The grey of a JPEG's stored channels.
    static byte[] ofJpeg(Raster raster, Channels channels) {
        return switch (channels) {
            case LUMA_FIRST -> band(raster, 0);
            case RGB -> rounded(raster);
            case CMYK -> inked(raster, false);
            case YCCK -> inked(raster, true);
        };
    }

    /// The grey of a PNG: palettes are looked up, transparency is left out, 16 bits keep their
    /// upper 8.
    static byte[] ofPng(BufferedImage image) {
        ColorModel colours = image.getColorModel();
        Raster raster = image.getRaster();
        if (colours instanceof IndexColorModel palette) {
            return lookedUp(raster, palette, Luma::cut);
        }
        int shift = raster.getSampleModel().getDataType() == DataBuffer.TYPE_USHORT ? 8 : 0;
        if (raster.getNumBands() >= 3) {
            return cut(raster, shift);
        }
        return shift == 0 ? band(raster, 0) : upperBytes(raster);
    }

    /// The grey of any picture that ImageIO or a renderer made: palettes are looked up,
    /// transparency is left out, other colour spaces go by way of sRGB.
    public static byte[] of(BufferedImage image) {
        ColorModel colours = image.getColorModel();
        Raster raster = image.getRaster();
        if (colours instanceof IndexColorModel palette) {
            return lookedUp(raster, palette, Luma::rounded);
        }
        int space = colours.getColorSpace().getType();
        int bits = colours.getComponentSize(0);
        if (space == ColorSpace.TYPE_GRAY && bits == 8) {
            return band(raster, 0);
        }
        if (space == ColorSpace.TYPE_GRAY && bits == 16) {
            return upperBytes(raster);
        }
        boolean bytes = Arrays.stream(colours.getComponentSize()).allMatch(size -> size == 8);
        return space == ColorSpace.TYPE_RGB && bytes ? rounded(raster) : bySrgb(image);
    }

    private static byte[] bySrgb(BufferedImage image) {
        int width = image.getWidth();
        byte[] grey = new byte[width * image.getHeight()];
        int[] row = new int[width];
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            for (int x = 0; x < width; x++) {
                int pixel = row[x];
                grey[y * width + x] =
                        (byte) rounded(pixel >> 16 & 0xFF, pixel >> 8 & 0xFF, pixel & 0xFF);
            }
        }
        return grey;
    }

    /// The grey of colours without a stored luma, rounded.
    static byte[] rounded(Raster raster) {
        Optional<Samples> samples = Samples.of(raster);
        if (samples.isPresent()) {
            return samples.get().weighed(Luma::rounded);
        }
        int width = raster.getWidth();
        byte[] grey = new byte[width * raster.getHeight()];
        int[][] rows = new int[3][width];
        for (int y = 0; y < raster.getHeight(); y++) {
            for (int band = 0; band < 3; band++) {
                raster.getSamples(0, y, width, 1, band, rows[band]);
            }
            for (int x = 0; x < width; x++) {
                grey[y * width + x] = (byte) rounded(rows[0][x], rows[1][x], rows[2][x]);
            }
        }
        return grey;
    }

    private static int rounded(int red, int green, int blue) {
        return (red * 4899 + green * 9617 + blue * 1868 + (1 << 13)) >> 14;
    }

    private static int cut(int red, int green, int blue) {
        return red == green && red == blue
                ? red
                : (int) ((red * 9797L + green * 19234L + blue * 3737L) >> 15);
    }

    private static byte[] band(Raster raster, int band) {
        Optional<Samples> samples = Samples.of(raster);
        if (samples.isPresent()) {
            return samples.get().band(band);
        }
        int width = raster.getWidth();
        int height = raster.getHeight();
        byte[] grey = new byte[width * height];
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            raster.getSamples(raster.getMinX(), raster.getMinY() + y, width, 1, band, row);
            for (int x = 0; x < width; x++) {
                grey[y * width + x] = (byte) row[x];
            }
        }
        return grey;
    }

    private static byte[] upperBytes(Raster raster) {
        int width = raster.getWidth();
        byte[] grey = new byte[width * raster.getHeight()];
        int[] row = new int[width];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getSamples(0, y, width, 1, 0, row);
            for (int x = 0; x < width; x++) {
                grey[y * width + x] = (byte) (row[x] >> 8);
            }
        }
        return grey;
    }

    private static byte[] cut(Raster raster, int shift) {
        Optional<Samples> samples = Samples.of(raster);
        if (samples.isPresent()) {
            return samples.get().weighed(Luma::cut);
        }
        int width = raster.getWidth();
        byte[] grey = new byte[width * raster.getHeight()];
        int[][] rows = new int[3][width];
        for (int y = 0; y < raster.getHeight(); y++) {
            for (int band = 0; band < 3; band++) {
                raster.getSamples(0, y, width, 1, band, rows[band]);
            }
            for (int x = 0; x < width; x++) {
                grey[y * width + x] = (byte) (cut(rows[0][x], rows[1][x], rows[2][x]) >> shift);
            }
        }
        return grey;
    }

    @FunctionalInterface
    interface Weighing {
        int grey(int red, int green, int blue);
    }

    private static byte[] lookedUp(Raster raster, IndexColorModel palette, Weighing weighing) {
        byte[] greys = new byte[palette.getMapSize()];
        for (int i = 0; i < greys.length; i++) {
            greys[i] =
                    (byte)
                            weighing.grey(
                                    palette.getRed(i), palette.getGreen(i), palette.getBlue(i));
        }
        Optional<Samples> samples = Samples.of(raster);
        if (samples.isPresent()) {
            return samples.get().lookedUp(greys);
        }
        Optional<PackedSamples> packed = PackedSamples.of(raster);
        if (packed.isPresent()) {
            return packed.get().lookedUp(greys);
        }
        int width = raster.getWidth();
        byte[] grey = new byte[width * raster.getHeight()];
        int[] row = new int[width];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getSamples(0, y, width, 1, 0, row);
            for (int x = 0; x < width; x++) {
                grey[y * width + x] = greys[Math.min(row[x], greys.length - 1)];
            }
        }
        return grey;
    }

    /// Printing inks, stored inverted as Adobe does.
    private static byte[] inked(Raster raster, boolean luma) {
        int width = raster.getWidth();
        byte[] grey = new byte[width * raster.getHeight()];
        int[] row = new int[width * 4];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(0, y, width, 1, row);
            for (int x = 0; x < width; x++) {
                grey[y * width + x] = (byte) inked(row, 4 * x, luma);
            }
        }
        return grey;
    }

    private static int inked(int[] row, int at, boolean luma) {
        int cyan = row[at];
        int magenta = row[at + 1];
        int yellow = row[at + 2];
        if (luma) {
            double blueDifference = row[at + 1] - 128;
            double redDifference = row[at + 2] - 128;
            cyan = 255 - clamped(row[at] + 1.402 * redDifference);
            magenta = 255 - clamped(row[at] - 0.344136 * blueDifference - 0.714136 * redDifference);
            yellow = 255 - clamped(row[at] + 1.772 * blueDifference);
        }
        int black = row[at + 3];
        return rounded(
                underBlack(cyan, black), underBlack(magenta, black), underBlack(yellow, black));
    }

    private static int underBlack(int ink, int black) {
        return black - (((255 - ink) * black) >> 8);
    }

    private static int clamped(double value) {
        return (int) Math.clamp(Math.rint(value), 0, 255);
    }
}
