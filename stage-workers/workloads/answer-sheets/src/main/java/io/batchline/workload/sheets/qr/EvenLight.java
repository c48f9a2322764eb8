package io.batchline.workload.sheets.qr;

import io.batchline.workload.sheets.picture.GrayPicture;

/// Takes shadows off a page: every square of it is brightened until its paper is white. Then one
/// threshold does for the whole page, and small modules stay sharp.
final class EvenLight {
    private static final int SIDE = 32;

    /// What paper becomes.
    private static final int PAPER = 230;

    /// Of a square that much at least is paper.
    private static final double PAPER_SHARE = 0.1;

    /// A square darker than this is black all over, and nothing makes paper of it.
    private static final int BLACK = 24;

    private static final int ONE = 1 << 8;

    private EvenLight() {}

    static GrayPicture on(GrayPicture picture) {
        byte[] even = new byte[picture.pixels().length];
        for (int top = 0; top < picture.height(); top += SIDE) {
            int bottom = Math.min(picture.height(), top + SIDE);
            for (int left = 0; left < picture.width(); left += SIDE) {
                int right = Math.min(picture.width(), left + SIDE);
                int factor =
                        PAPER * ONE / Math.max(BLACK, paper(picture, left, top, right, bottom));
                for (int y = top; y < bottom; y++) {
                    int row = y * picture.width();
                    for (int at = row + left; at < row + right; at++) {
                        int grey = (picture.pixels()[at] & 0xFF) * factor / ONE;
                        even[at] = (byte) Math.min(255, grey);
                    }
                }
            }
        }
        return new GrayPicture(picture.width(), picture.height(), even);
    }

    /// The grey that the square's paper has, by every third pixel of every third row.
    private static int paper(GrayPicture picture, int left, int top, int right, int bottom) {
        int[] greys = new int[256];
        int all = 0;
        for (int y = top; y < bottom; y += 3) {
            for (int x = left; x < right; x += 3) {
                greys[picture.at(x, y)]++;
                all++;
            }
        }
        int grey = 255;
        int brighter = greys[255];
        while (grey > 0 && brighter < all * PAPER_SHARE) {
            brighter += greys[--grey];
        }
        return grey;
    }
}
