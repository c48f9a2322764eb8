package io.batchline.workload.sheets.draft;

import io.batchline.workload.sheets.picture.GrayPicture;
import io.batchline.workload.sheets.picture.Point;

/// What is printed within a bubble, brought to one size: 0 is paper, 1 is black.
final class LetterPatch {
    static final int SIDE = 20;

    /// The part of a bubble within its ring.
    private static final double INSIDE = 0.62;

    private LetterPatch() {}

    /// @return row after row, `SIDE` squared
    static double[] of(GrayPicture evened, Point middle, double width, double height) {
        double[] patch = new double[SIDE * SIDE];
        double stepX = INSIDE * width / SIDE;
        double stepY = INSIDE * height / SIDE;
        double left = middle.x() - INSIDE * width / 2;
        double top = middle.y() - INSIDE * height / 2;
        for (int row = 0; row < SIDE; row++) {
            for (int column = 0; column < SIDE; column++) {
                double x = left + (column + 0.5) * stepX - 0.5;
                double y = top + (row + 0.5) * stepY - 0.5;
                patch[row * SIDE + column] = 1 - grey(evened, x, y) / 255;
            }
        }
        return patch;
    }

    private static double grey(GrayPicture picture, double x, double y) {
        double inX = Math.clamp(x, 0, picture.width() - 1.001);
        double inY = Math.clamp(y, 0, picture.height() - 1.001);
        int left = (int) inX;
        int top = (int) inY;
        int right = Math.min(left + 1, picture.width() - 1);
        int bottom = Math.min(top + 1, picture.height() - 1);
        double upper =
                picture.at(left, top) * (1 - inX + left) + picture.at(right, top) * (inX - left);
        double lower =
                picture.at(left, bottom) * (1 - inX + left)
                        + picture.at(right, bottom) * (inX - left);
        return upper * (1 - inY + top) + lower * (inY - top);
    }
}
