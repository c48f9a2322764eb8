package io.batchline.workload.sheets.align;

import io.batchline.workload.sheets.picture.GrayPicture;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Finds corners: pixels that nine neighbours in a row on a circle around them are all brighter
/// than, or all darker (Rosten and Drummond, 2006), and of those the ones where the greys turn most
/// sharply (Harris and Stephens, 1988).
final class Corners {
    private static final int CONTRAST = 20;
    private static final int IN_A_ROW = 9;
    private static final int BLOCK = 3;
    private static final double HARRIS = 0.04;
    private static final int[] CIRCLE_X = {0, 1, 2, 3, 3, 3, 2, 1, 0, -1, -2, -3, -3, -3, -2, -1};
    private static final int[] CIRCLE_Y = {-3, -3, -2, -1, 0, 1, 2, 3, 3, 3, 2, 1, 0, -1, -2, -3};

    private final GrayPicture picture;
    private final byte[] pixels;
    private final int width;
    private final int[] circle = new int[16];

    private Corners(GrayPicture picture) {
        this.picture = picture;
        this.pixels = picture.pixels();
        this.width = picture.width();
        for (int i = 0; i < circle.length; i++) {
            circle[i] = CIRCLE_Y[i] * width + CIRCLE_X[i];
        }
    }

    /// @param contrast the largest contrast at which it still is a corner
    record Corner(int x, int y, int contrast) {}

    /// The sharpest of the corners that keep this distance from the edge and have more contrast
    /// than each neighbour.
    static List<Corner> sharpest(GrayPicture picture, int margin, int count) {
        Corners corners = new Corners(picture);
        return corners.contrasting(corners.all(margin), 2 * count).stream()
                .map(corner -> new Ranked(corner, corners.sharpness(corner)))
                .sorted(Comparator.comparingDouble(Ranked::sharpness).reversed())
                .limit(count)
                .map(Ranked::corner)
                .toList();
    }

    private record Ranked(Corner corner, double sharpness) {}

    /// As many as asked of those with the most contrast, and all that have as much as the last of
    /// them.
    private List<Corner> contrasting(List<Corner> corners, int count) {
        if (corners.size() <= count) {
            return corners;
        }
        int least =
                corners.stream()
                        .mapToInt(corner -> -corner.contrast())
                        .sorted()
                        .skip(count - 1L)
                        .findFirst()
                        .orElse(0);
        return corners.stream().filter(corner -> -corner.contrast() <= least).toList();
    }

    private List<Corner> all(int margin) {
        int[] above = new int[width];
        int[] row = new int[width];
        int[] below = new int[width];
        List<Corner> corners = new ArrayList<>();
        fill(margin, margin, row);
        for (int y = margin; y < picture.height() - margin; y++) {
            fill(y + 1, margin, below);
            for (int x = margin; x < width - margin; x++) {
                if (row[x] > 0 && isHighest(above, row, below, x)) {
                    corners.add(new Corner(x, y, row[x]));
                }
            }
            int[] free = above;
            above = row;
            row = below;
            below = free;
        }
        return corners;
    }

    /// Where neighbours have the same contrast none of them is taken: such corners are blunt.
    private static boolean isHighest(int[] above, int[] row, int[] below, int x) {
        int here = row[x];
        return row[x - 1] < here
                && row[x + 1] < here
                && above[x - 1] < here
                && above[x] < here
                && above[x + 1] < here
                && below[x - 1] < here
                && below[x] < here
                && below[x + 1] < here;
    }

    private void fill(int y, int margin, int[] contrasts) {
        for (int x = margin; x < width - margin; x++) {
            contrasts[x] = contrast(y * width + x);
        }
    }

    /// The largest contrast at which the pixel is a corner; 0 where it is none.
    private int contrast(int at) {
        int here = pixels[at] & 0xFF;
        int north = (pixels[at + circle[0]] & 0xFF) - here;
        int south = (pixels[at + circle[8]] & 0xFF) - here;
        // Nine in a row of sixteen take in at least one of two opposite pixels.
        if (Math.abs(north) <= CONTRAST && Math.abs(south) <= CONTRAST) {
            return 0;
        }
        int brighter = 0;
        int darker = 0;
        for (int start = 0; start < circle.length; start++) {
            int least = 255;
            int most = -255;
            for (int i = start; i < start + IN_A_ROW; i++) {
                int difference = (pixels[at + circle[i & 15]] & 0xFF) - here;
                least = Math.min(least, difference);
                most = Math.max(most, difference);
                if (least <= CONTRAST && most >= -CONTRAST) {
                    break;
                }
            }
            brighter = Math.max(brighter, least);
            darker = Math.max(darker, -most);
        }
        int contrast = Math.max(brighter, darker);
        return contrast > CONTRAST ? contrast : 0;
    }

    private double sharpness(Corner corner) {
        int at = corner.y() * width + corner.x();
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int row = -BLOCK; row <= BLOCK; row++) {
            for (int i = at + row * width - BLOCK; i <= at + row * width + BLOCK; i++) {
                int dx = slope(i, 1, width);
                int dy = slope(i, width, 1);
                xx += dx * dx;
                yy += dy * dy;
                xy += dx * dy;
            }
        }
        return xx * yy - xy * xy - HARRIS * (xx + yy) * (xx + yy);
    }

    private int slope(int at, int along, int beside) {
        return difference(at - beside, along)
                + 2 * difference(at, along)
                + difference(at + beside, along);
    }

    private int difference(int at, int along) {
        return (pixels[at + along] & 0xFF) - (pixels[at - along] & 0xFF);
    }
}
