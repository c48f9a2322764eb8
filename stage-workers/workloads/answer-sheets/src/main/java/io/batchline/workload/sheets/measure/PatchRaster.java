package io.batchline.workload.sheets.measure;

import io.batchline.workload.sheets.picture.GrayPicture;
import io.batchline.workload.sheets.picture.Point;
import io.batchline.workload.sheets.picture.Projection;

/// Where in a picture the points of one bubble's patch lie: over one bubble a slanted page is as
/// good as flat, so that all steps are alike.
///
/// @param x pixel of the first point
/// @param ax pixels to the right from one column to the next
/// @param ay pixels down from one column to the next
/// @param bx pixels to the right from one row to the next
/// @param by pixels down from one row to the next
record PatchRaster(double x, double y, double ax, double ay, double bx, double by) {
    private static final int SIDE = PatchGrid.SIDE;
    private static final byte WHITE = (byte) 255;
    private static final double ONE = 1L << 32;

    /// Of a pixel; what whole numbers may be off by is a millionth of it.
    private static final double MARGIN = 1e-3;

    /// @param x centre of the bubble on the page
    static PatchRaster about(double x, double y, PatchGrid grid, Projection map) {
        Point center = map.apply(new Point(x, y));
        Point right = map.apply(new Point(x + grid.reachX(), y));
        Point left = map.apply(new Point(x - grid.reachX(), y));
        Point below = map.apply(new Point(x, y + grid.reachY()));
        Point above = map.apply(new Point(x, y - grid.reachY()));
        double ax = (right.x() - left.x()) / SIDE;
        double ay = (right.y() - left.y()) / SIDE;
        double bx = (below.x() - above.x()) / SIDE;
        double by = (below.y() - above.y()) / SIDE;
        double half = (SIDE - 1) / 2.0;
        return new PatchRaster(
                center.x() - half * (ax + bx), center.y() - half * (ay + by), ax, ay, bx, by);
    }

    /// Reads the greys of all points, row after row; white where there is no picture.
    ///
    /// @return how many points lie outside the picture
    int read(GrayPicture picture, byte[] greys) {
        if (isInside(x, ax, bx, picture.width()) && isInside(y, ay, by, picture.height())) {
            readInside(picture, greys);
            return 0;
        }
        return readAtEdge(picture, greys);
    }

    /// Whether the corners lie inside, and with them all points.
    private static boolean isInside(double first, double along, double down, int size) {
        double right = (SIDE - 1) * along;
        double below = (SIDE - 1) * down;
        double least = first + Math.min(0, right) + Math.min(0, below);
        double most = first + Math.max(0, right) + Math.max(0, below);
        return least >= MARGIN && most < size - MARGIN;
    }

    /// In whole numbers, 32 bits of them behind the point: a step is an addition and a shift.
    private void readInside(GrayPicture picture, byte[] greys) {
        byte[] pixels = picture.pixels();
        int width = picture.width();
        long right = (long) (ax * ONE);
        long down = (long) (ay * ONE);
        int at = 0;
        for (int row = 0; row < SIDE; row++) {
            long px = (long) ((x + row * bx) * ONE);
            long py = (long) ((y + row * by) * ONE);
            for (int column = 0; column < SIDE; column++) {
                greys[at++] = pixels[(int) (py >> 32) * width + (int) (px >> 32)];
                px += right;
                py += down;
            }
        }
    }

    private int readAtEdge(GrayPicture picture, byte[] greys) {
        byte[] pixels = picture.pixels();
        int missed = 0;
        int at = 0;
        for (int row = 0; row < SIDE; row++) {
            double px = x + row * bx;
            double py = y + row * by;
            for (int column = 0; column < SIDE; column++) {
                int pixelX = (int) px;
                int pixelY = (int) py;
                if (px < 0 || py < 0 || pixelX >= picture.width() || pixelY >= picture.height()) {
                    greys[at++] = WHITE;
                    missed++;
                } else {
                    greys[at++] = pixels[pixelY * picture.width() + pixelX];
                }
                px += ax;
                py += ay;
            }
        }
        return missed;
    }
}
