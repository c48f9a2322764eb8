package io.batchline.workload.sheets.locate;

import io.batchline.workload.sheets.locate.CellRows.Span;
import io.batchline.workload.sheets.picture.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Finds the connected dark areas of a thumbnail.
final class Blobs {
    private static final int FIRST_PLACES = 1 << 14;

    private final Thumbnail picture;
    private final boolean[] dark;
    private int[] places = new int[FIRST_PLACES];
    private int count;
    private final int[] stack;

    private Blobs(Thumbnail picture, int threshold) {
        this.picture = picture;
        byte[] evened = picture.evened();
        int width = picture.width();
        dark = new boolean[evened.length];
        for (int row = 0; row < evened.length; row += width) {
            note(evened, new Span(row, row + width), threshold);
        }
        stack = new int[count];
    }

    private void note(byte[] evened, Span row, int threshold) {
        int at = CellRows.firstDark(evened, row, threshold);
        while (at < row.to()) {
            dark[at] = true;
            if (count == places.length) {
                places = Arrays.copyOf(places, 2 * count);
            }
            places[count++] = at;
            at = CellRows.firstDark(evened, new Span(at + 1, row.to()), threshold);
        }
    }

    /// The areas that are darker than the threshold and have as many cells as allowed.
    static List<Blob> of(Thumbnail picture, int threshold, int fewest, int most) {
        Blobs search = new Blobs(picture, threshold);
        List<Blob> found = new ArrayList<>();
        for (int i = 0; i < search.count; i++) {
            int at = search.places[i];
            if (search.dark[at]) {
                search.fill(at, fewest, most, found);
            }
        }
        return found;
    }

    private void fill(int start, int fewest, int most, List<Blob> found) {
        int width = picture.width();
        int last = width * picture.height() - width;
        int depth = 0;
        stack[depth++] = start;
        dark[start] = false;
        long count = 0;
        double x1 = 0;
        double y1 = 0;
        double x2 = 0;
        double xy = 0;
        double y2 = 0;
        while (depth > 0) {
            int at = stack[--depth];
            int x = at % width;
            int y = at / width;
            count++;
            x1 += x;
            y1 += y;
            x2 += (double) x * x;
            xy += (double) x * y;
            y2 += (double) y * y;
            depth = push(at - 1, x > 0, depth);
            depth = push(at + 1, x < width - 1, depth);
            depth = push(at - width, at >= width, depth);
            depth = push(at + width, at < last, depth);
        }
        if (count >= fewest && count <= most) {
            found.add(blob(count, x1 / count, y1 / count, x2, xy, y2));
        }
    }

    private int push(int at, boolean inside, int depth) {
        if (inside && dark[at]) {
            dark[at] = false;
            stack[depth] = at;
            return depth + 1;
        }
        return depth;
    }

    private Blob blob(long count, double x, double y, double x2, double xy, double y2) {
        double cell = picture.cell();
        double square = cell * cell;
        // Each cell is itself an area, which spreads by a twelfth of its square.
        double own = square / 12;
        return new Blob(
                new Point((x + 0.5) * cell, (y + 0.5) * cell),
                count * square,
                (x2 / count - x * x) * square + own,
                (xy / count - x * y) * square,
                (y2 / count - y * y) * square + own);
    }
}
