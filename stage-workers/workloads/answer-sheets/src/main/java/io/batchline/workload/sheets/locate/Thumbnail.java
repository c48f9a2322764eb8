package io.batchline.workload.sheets.locate;

import io.batchline.workload.sheets.locate.CellRows.Span;
import io.batchline.workload.sheets.picture.GrayPicture;
import org.jspecify.annotations.Nullable;

/// A small picture in which uneven light is evened out: 255 is as light as the paper around.
///
/// For one thread.
final class Thumbnail {
    private static final int WHITE = 255;

    /// Few cells of a page are so dark.
    private static final int DARK = 128;

    private final int width;
    private final int height;
    private final int cell;
    private final byte[] evened;

    private Thumbnail(int width, int height, int cell, byte[] evened) {
        this.width = width;
        this.height = height;
        this.cell = cell;
        this.evened = evened;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /// How many pixels of the picture make one of its pixels, each way.
    int cell() {
        return cell;
    }

    /// Its pixels, row after row.
    byte[] evened() {
        return evened;
    }

    /// @param tile how many cells wide the area is within which the lightest place is paper
    static Thumbnail of(GrayPicture picture, int cell, int tile) {
        int width = Math.max(1, picture.width() / cell);
        int height = Math.max(1, picture.height() / cell);
        byte[] small = cell == 1 ? picture.pixels().clone() : sampled(picture, cell, width, height);
        even(small, width, height, tile);
        return new Thumbnail(width, height, cell, small);
    }

    /// Four pixels stand for a cell: enough against noise where hundreds of cells make a marker.
    private static byte[] sampled(GrayPicture picture, int cell, int width, int height) {
        byte[] pixels = picture.pixels();
        byte[] small = new byte[width * height];
        int near = cell / 4;
        int far = cell - 1 - near;
        for (int y = 0; y < height; y++) {
            int upper = (y * cell + near) * picture.width();
            int lower = (y * cell + far) * picture.width();
            Span row = new Span(y * width, (y + 1) * width);
            CellRows.sample(pixels, upper + near, lower + near, far - near, cell, small, row);
        }
        return small;
    }

    private static void even(byte[] cells, int width, int height, int tile) {
        int across = (width + tile - 1) / tile;
        int down = (height + tile - 1) / tile;
        int[] lightest = new int[across * down];
        for (int y = 0; y < height; y++) {
            int tileOfRow = y / tile * across;
            for (int i = 0; i < across; i++) {
                lightest[tileOfRow + i] =
                        CellRows.lightest(cells, span(width, y, tile, i), lightest[tileOfRow + i]);
            }
        }
        int[] paper = spread(lightest, across, down);
        var byLight = new byte[WHITE + 1][];
        for (int y = 0; y < height; y++) {
            int tileOfRow = y / tile * across;
            for (int i = 0; i < across; i++) {
                int light = Math.max(1, paper[tileOfRow + i]);
                if (light < WHITE) {
                    CellRows.replace(cells, span(width, y, tile, i), evened(byLight, light));
                }
            }
        }
    }

    /// The part of a row that lies in a tile.
    private static Span span(int width, int y, int tile, int index) {
        return new Span(y * width + index * tile, y * width + Math.min(width, (index + 1) * tile));
    }

    /// What each grey becomes where paper is so light; a table is quicker than a division for each
    /// cell.
    private static byte[] evened(byte[][] byLight, int light) {
        byte @Nullable [] known = byLight[light];
        if (known == null) {
            known = new byte[WHITE + 1];
            for (int grey = 0; grey <= WHITE; grey++) {
                known[grey] = (byte) Math.min(WHITE, grey * WHITE / light);
            }
            byLight[light] = known;
        }
        return known;
    }

    // A tile may lie in print altogether, so that its paper is that of a neighbour.
    private static int[] spread(int[] lightest, int across, int down) {
        int[] paper = new int[lightest.length];
        for (int y = 0; y < down; y++) {
            for (int x = 0; x < across; x++) {
                int at = y * across + x;
                int light = lightest[at];
                light = Math.max(light, x > 0 ? lightest[at - 1] : 0);
                light = Math.max(light, x < across - 1 ? lightest[at + 1] : 0);
                light = Math.max(light, y > 0 ? lightest[at - across] : 0);
                light = Math.max(light, y < down - 1 ? lightest[at + across] : 0);
                paper[at] = light;
            }
        }
        return paper;
    }

    /// The grey that this share of the cells lies under, 0 to 255. A small share is quick to find.
    int quantile(double share) {
        long wanted = (long) (share * evened.length);
        int[] counts = new int[WHITE + 1];
        for (int y = 0; y < height; y++) {
            CellRows.countDark(evened, new Span(y * width, (y + 1) * width), DARK, counts);
        }
        int dark = quantile(counts, DARK, wanted);
        if (dark < DARK) {
            return dark;
        }
        int[] all = new int[WHITE + 1];
        for (int y = 0; y < height; y++) {
            CellRows.count(evened, new Span(y * width, (y + 1) * width), all);
        }
        return quantile(all, WHITE, wanted);
    }

    /// The first grey with which more cells than wanted are counted; the end where there is none.
    private static int quantile(int[] counts, int end, long wanted) {
        long seen = 0;
        for (int grey = 0; grey < end; grey++) {
            seen += counts[grey];
            if (seen > wanted) {
                return grey;
            }
        }
        return end;
    }
}
