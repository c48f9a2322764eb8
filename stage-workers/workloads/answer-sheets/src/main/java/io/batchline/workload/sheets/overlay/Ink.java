package io.batchline.workload.sheets.overlay;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;

/// What is drawn with. A picture holds the scan in 13 greys and these few colours, so that half a
/// byte is enough for each pixel.
enum Ink {
    /// Taken for a mark.
    MARK(0x00, 0x8A, 0x2E),
    /// A field that a person should look at.
    DOUBT(0xE0, 0x3C, 0x00),
    /// Where the page and its markers were found.
    PAGE(0x00, 0x55, 0xD4);

    private static final int GREYS = 13;
    private static final int LEVELS = 256;
    private static final int BITS = 8;
    private static final int COLOURS = GREYS + 3;

    private final int red;
    private final int green;
    private final int blue;

    Ink(int red, int green, int blue) {
        this.red = red;
        this.green = green;
        this.blue = blue;
    }

    Color colour() {
        return new Color(red, green, blue);
    }

    /// An empty picture in these colours.
    static BufferedImage paper(int width, int height) {
        return new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, palette());
    }

    /// The palette's index of a grey, 0 to 255.
    static byte grey(int grey) {
        return (byte) (grey * GREYS / LEVELS);
    }

    private static IndexColorModel palette() {
        byte[] reds = new byte[COLOURS];
        byte[] greens = new byte[COLOURS];
        byte[] blues = new byte[COLOURS];
        for (int i = 0; i < GREYS; i++) {
            byte level = (byte) (i * 255 / (GREYS - 1));
            reds[i] = level;
            greens[i] = level;
            blues[i] = level;
        }
        int place = GREYS;
        for (Ink ink : values()) {
            reds[place] = (byte) ink.red;
            greens[place] = (byte) ink.green;
            blues[place] = (byte) ink.blue;
            place++;
        }
        return new IndexColorModel(BITS, COLOURS, reds, greens, blues);
    }
}
