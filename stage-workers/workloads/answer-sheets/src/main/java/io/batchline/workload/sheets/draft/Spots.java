package io.batchline.workload.sheets.draft;

import io.batchline.workload.sheets.picture.GrayPicture;
import java.util.ArrayList;
import java.util.List;

/// Finds the connected dark areas of a picture and looks at their outlines.
final class Spots {
    private static final int DIRECTIONS = 32;

    /// How far an outline may be from its shape, in half sides; and in pixels.
    private static final double LOOSE = 0.1;

    private static final double LOOSE_PIXELS = 1;

    private final int width;
    private final int height;
    private final boolean[] dark;
    private final int[] members;
    private final int smallest;
    private final int largest;
    private int count;

    private Spots(GrayPicture picture, int threshold, int smallest, int largest) {
        this.width = picture.width();
        this.height = picture.height();
        this.smallest = smallest;
        this.largest = largest;
        this.members = new int[width * height];
        this.dark = new boolean[width * height];
        byte[] pixels = picture.pixels();
        for (int at = 0; at < dark.length; at++) {
            dark[at] = (pixels[at] & 0xFF) < threshold;
        }
    }

    /// @param threshold what is darker is dark, 0 to 255
    /// @param smallest side of a spot's box in pixels
    /// @param largest side of a spot's box in pixels
    static List<Spot> of(GrayPicture picture, int threshold, int smallest, int largest) {
        Spots search = new Spots(picture, threshold, smallest, largest);
        List<Spot> found = new ArrayList<>();
        for (int at = 0; at < search.dark.length; at++) {
            if (search.dark[at]) {
                search.collect(at);
                search.spot(found);
            }
        }
        return found;
    }

    /// Takes an area out of the picture; its pixels are the first of the members then.
    private void collect(int start) {
        count = 0;
        take(start);
        for (int next = 0; next < count; next++) {
            int x = members[next] % width;
            int y = members[next] / width;
            for (int dy = -1; dy <= 1; dy++) {
                for (int dx = -1; dx <= 1; dx++) {
                    boolean inside =
                            x + dx >= 0 && x + dx < width && y + dy >= 0 && y + dy < height;
                    if (inside && dark[(y + dy) * width + x + dx]) {
                        take((y + dy) * width + x + dx);
                    }
                }
            }
        }
    }

    private void take(int at) {
        dark[at] = false;
        members[count++] = at;
    }

    private void spot(List<Spot> found) {
        int left = width;
        int right = 0;
        int top = height;
        int bottom = 0;
        for (int i = 0; i < count; i++) {
            int x = members[i] % width;
            int y = members[i] / width;
            left = Math.min(left, x);
            right = Math.max(right, x + 1);
            top = Math.min(top, y);
            bottom = Math.max(bottom, y + 1);
        }
        int shorter = Math.min(right - left, bottom - top);
        int longer = Math.max(right - left, bottom - top);
        if (shorter < smallest || longer > largest) {
            return;
        }
        double[] reach = reach(left, top, right, bottom);
        double loose = LOOSE + 2 * LOOSE_PIXELS / shorter;
        found.add(
                new Spot(
                        left,
                        top,
                        right,
                        bottom,
                        count,
                        likeness(reach, loose, _ -> 1),
                        likeness(reach, loose, Spots::edgeOfSquare)));
    }

    /// How far the area goes in each direction from the middle of its box, in half sides.
    private double[] reach(int left, int top, int right, int bottom) {
        double[] reach = new double[DIRECTIONS];
        double x0 = (left + right) / 2.0;
        double y0 = (top + bottom) / 2.0;
        double a = (right - left) / 2.0;
        double b = (bottom - top) / 2.0;
        for (int i = 0; i < count; i++) {
            int row = members[i] / width;
            double x = (members[i] % width + 0.5 - x0) / a;
            double y = (row + 0.5 - y0) / b;
            int direction = (int) Math.floor((Math.atan2(y, x) / (2 * Math.PI) + 0.5) * DIRECTIONS);
            int bin = Math.min(direction, DIRECTIONS - 1);
            reach[bin] = Math.max(reach[bin], Math.sqrt(x * x + y * y) + 0.5 / Math.max(a, b));
        }
        return reach;
    }

    private interface Outline {
        double at(double angle);
    }

    private static double edgeOfSquare(double angle) {
        return 1 / Math.max(Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle)));
    }

    private static double likeness(double[] reach, double loose, Outline outline) {
        long like = 0;
        for (int bin = 0; bin < DIRECTIONS; bin++) {
            double angle = ((bin + 0.5) / DIRECTIONS - 0.5) * 2 * Math.PI;
            like += Math.abs(reach[bin] - outline.at(angle)) <= loose ? 1 : 0;
        }
        return (double) like / DIRECTIONS;
    }
}
