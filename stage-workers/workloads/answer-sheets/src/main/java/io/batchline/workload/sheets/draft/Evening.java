package io.batchline.workload.sheets.draft;

import io.batchline.workload.sheets.picture.GrayPicture;

/// Takes uneven light out of a picture: 255 becomes what is as light as the paper around.
final class Evening {
    private static final int TILES_ACROSS = 40;
    private static final int LEAST_TILE = 8;
    private static final int WHITE = 255;

    /// Of a tile's pixels at most this share is print, or a neighbour says what its paper is.
    private static final double PRINT = 0.9;

    private final GrayPicture picture;
    private final int tile;
    private final int across;
    private final int down;

    private Evening(GrayPicture picture) {
        this.picture = picture;
        this.tile = Math.max(LEAST_TILE, picture.width() / TILES_ACROSS);
        this.across = (picture.width() + tile - 1) / tile;
        this.down = (picture.height() + tile - 1) / tile;
    }

    static GrayPicture of(GrayPicture picture) {
        Evening evening = new Evening(picture);
        return evening.even(evening.lightestAround(evening.paper()));
    }

    private int[] paper() {
        int[] paper = new int[across * down];
        for (int row = 0; row < down; row++) {
            for (int column = 0; column < across; column++) {
                paper[row * across + column] = paper(column * tile, row * tile);
            }
        }
        return paper;
    }

    private int paper(int left, int top) {
        int right = Math.min(picture.width(), left + tile);
        int bottom = Math.min(picture.height(), top + tile);
        int[] counts = new int[WHITE + 1];
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                counts[picture.at(x, y)]++;
            }
        }
        int darker = (int) (PRINT * (right - left) * (bottom - top));
        int seen = 0;
        for (int grey = 0; grey < WHITE; grey++) {
            seen += counts[grey];
            if (seen > darker) {
                return grey;
            }
        }
        return WHITE;
    }

    private int[] lightestAround(int[] paper) {
        int[] around = new int[paper.length];
        for (int row = 0; row < down; row++) {
            for (int column = 0; column < across; column++) {
                int lightest = 1;
                for (int y = Math.max(0, row - 1); y <= Math.min(down - 1, row + 1); y++) {
                    for (int x = Math.max(0, column - 1);
                            x <= Math.min(across - 1, column + 1);
                            x++) {
                        lightest = Math.max(lightest, paper[y * across + x]);
                    }
                }
                around[row * across + column] = lightest;
            }
        }
        return around;
    }

    private GrayPicture even(int[] paper) {
        byte[] to = new byte[picture.pixels().length];
        int at = 0;
        for (int y = 0; y < picture.height(); y++) {
            double row = Math.clamp((y + 0.5) / tile - 0.5, 0, down - 1);
            for (int x = 0; x < picture.width(); x++) {
                double column = Math.clamp((x + 0.5) / tile - 0.5, 0, across - 1);
                double light = between(paper, column, row);
                to[at] = (byte) Math.min(WHITE, (picture.pixels()[at] & 0xFF) * WHITE / light);
                at++;
            }
        }
        return new GrayPicture(picture.width(), picture.height(), to);
    }

    private double between(int[] paper, double column, double row) {
        int left = (int) column;
        int top = (int) row;
        int right = Math.min(left + 1, across - 1);
        int bottom = Math.min(top + 1, down - 1);
        double x = column - left;
        double y = row - top;
        return (1 - y) * ((1 - x) * paper[top * across + left] + x * paper[top * across + right])
                + y
                        * ((1 - x) * paper[bottom * across + left]
                                + x * paper[bottom * across + right]);
    }
}
