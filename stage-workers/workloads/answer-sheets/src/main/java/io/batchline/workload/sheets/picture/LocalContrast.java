package io.batchline.workload.sheets.picture;

import java.util.Arrays;

/// Evens out contrast tile by tile, each tile's histogram cut at a limit so that plain paper is not
/// blown up (Zuiderveld, 1994).
public final class LocalContrast {
    private static final int TILES = 8;
    private static final int GREYS = 256;
    private static final double LIMIT = 5;

    private final GrayPicture from;
    private final int tileWidth;
    private final int tileHeight;
    private final int[][] tables = new int[TILES * TILES][];

    private LocalContrast(GrayPicture from) {
        this.from = from;
        boolean even = from.width() % TILES == 0 && from.height() % TILES == 0;
        this.tileWidth = from.width() / TILES + (even ? 0 : 1);
        this.tileHeight = from.height() / TILES + (even ? 0 : 1);
        for (int tile = 0; tile < tables.length; tile++) {
            tables[tile] = table(tile % TILES, tile / TILES);
        }
    }

    public static GrayPicture evened(GrayPicture from) {
        return new LocalContrast(from).apply();
    }

    private int[] table(int column, int row) {
        int[] counts = new int[GREYS];
        for (int y = row * tileHeight; y < (row + 1) * tileHeight; y++) {
            for (int x = column * tileWidth; x < (column + 1) * tileWidth; x++) {
                counts[from.at(inside(x, from.width()), inside(y, from.height()))]++;
            }
        }
        cut(counts);
        float scale = 255f / (tileWidth * tileHeight);
        int sum = 0;
        for (int grey = 0; grey < GREYS; grey++) {
            sum += counts[grey];
            counts[grey] = Math.min(255, (int) Math.rint(sum * scale));
        }
        return counts;
    }

    /// The tiles reach over the edge, where the picture goes on mirrored.
    private static int inside(int place, int size) {
        return place < size ? place : Math.max(0, 2 * size - 2 - place);
    }

    private void cut(int[] counts) {
        int most = Math.max(1, (int) (LIMIT * tileWidth * tileHeight / GREYS));
        int spare = Arrays.stream(counts).map(count -> Math.max(0, count - most)).sum();
        int each = spare / GREYS;
        int rest = spare - each * GREYS;
        int step = rest == 0 ? GREYS : Math.max(1, GREYS / rest);
        for (int grey = 0; grey < GREYS; grey++) {
            counts[grey] = Math.min(counts[grey], most) + each;
            if (grey % step == 0 && grey / step < rest) {
                counts[grey]++;
            }
        }
    }

    private GrayPicture apply() {
        byte[] to = new byte[from.pixels().length];
        for (int y = 0; y < from.height(); y++) {
            float down = y * (1f / tileHeight) - 0.5f;
            int row = (int) Math.floor(down);
            for (int x = 0; x < from.width(); x++) {
                float right = x * (1f / tileWidth) - 0.5f;
                int column = (int) Math.floor(right);
                int grey = from.at(x, y);
                float upper = mix(column, row, grey, right - column);
                float lower = mix(column, row + 1, grey, right - column);
                float mixed = upper * (1 - (down - row)) + lower * (down - row);
                to[y * from.width() + x] = (byte) (int) Math.rint(mixed);
            }
        }
        return new GrayPicture(from.width(), from.height(), to);
    }

    private float mix(int column, int row, int grey, float share) {
        return mapped(column, row, grey) * (1 - share) + mapped(column + 1, row, grey) * share;
    }

    private int mapped(int column, int row, int grey) {
        int x = Math.clamp(column, 0, TILES - 1);
        int y = Math.clamp(row, 0, TILES - 1);
        return tables[y * TILES + x][grey];
    }
}
