package io.batchline.workload.sheets.picture;

import java.util.ArrayList;
import java.util.List;

/// Follows the borders of the white regions of a black-and-white picture, outer ones and those of
/// holes (Suzuki and Abe, 1985).
public final class Borders {
    private static final byte UNSEEN = 1;
    private static final byte SEEN = 2;

    /// Marks a pixel whose right neighbour was found black on the way, so that no hole is started
    /// there again.
    private static final byte SEEN_FROM_RIGHT = -2;

    private final int stride;
    private final int height;
    private final byte[] state;

    /// The eight neighbours from east on, against the clock as seen on the picture, twice over.
    private final int[] neighbours;

    private Borders(GrayPicture from) {
        this.stride = from.width() + 2;
        this.height = from.height();
        this.state = new byte[stride * (height + 2)];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < from.width(); x++) {
                if (from.at(x, y) != 0) {
                    state[(y + 1) * stride + x + 1] = UNSEEN;
                }
            }
        }
        int[] once = {1, 1 - stride, -stride, -1 - stride, -1, stride - 1, stride, stride + 1};
        this.neighbours = new int[16];
        for (int i = 0; i < 16; i++) {
            neighbours[i] = once[i % 8];
        }
    }

    /// Each border as the pixels that it passes, in order; the border found last comes first.
    public static List<List<Point>> of(GrayPicture from) {
        return new Borders(from).all().reversed();
    }

    private List<List<Point>> all() {
        List<List<Point>> borders = new ArrayList<>();
        for (int y = 1; y <= height; y++) {
            for (int at = y * stride + 1; at < (y + 1) * stride; at++) {
                byte before = state[at - 1];
                byte here = state[at];
                if (before == 0 && here == UNSEEN) {
                    borders.add(follow(at, 4));
                } else if (before > 0 && here == 0) {
                    borders.add(follow(at - 1, 0));
                }
            }
        }
        return borders;
    }

    /// @param from in which direction the black pixel lies that the border was found by
    private List<Point> follow(int start, int from) {
        List<Point> border = new ArrayList<>();
        int direction = from;
        int first;
        do {
            direction = (direction - 1) & 7;
            first = start + neighbours[direction];
        } while (state[first] == 0 && direction != from);
        if (direction == from) {
            state[start] = SEEN_FROM_RIGHT;
            border.add(point(start));
            return border;
        }
        int at = start;
        while (true) {
            int last = direction;
            int next;
            do {
                direction++;
                next = at + neighbours[direction];
            } while (state[next] == 0);
            direction &= 7;
            if (Integer.compareUnsigned(direction - 1, last) < 0) {
                state[at] = SEEN_FROM_RIGHT;
            } else if (state[at] == UNSEEN) {
                state[at] = SEEN;
            }
            border.add(point(at));
            if (next == start && at == first) {
                return border;
            }
            at = next;
            direction = (direction + 4) & 7;
        }
    }

    private Point point(int at) {
        return new Point(at % stride - 1, at / stride - 1);
    }
}
