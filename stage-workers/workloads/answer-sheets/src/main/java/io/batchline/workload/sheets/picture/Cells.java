package io.batchline.workload.sheets.picture;

import io.batchline.workload.sheets.picture.Pattern.Laid;
import java.util.Arrays;

/// A picture laid out in square cells: the mean of each, and how far the pixels deviate from it.
final class Cells {
    private final int side;
    private final int columns;
    private final int rows;
    private final float[] means;

    /// Squared deviations from their cell's mean, summed over all cells above and to the left.
    private final double[] deviations;

    Cells(GrayPicture picture, int side) {
        this.side = side;
        this.columns = (picture.width() + side - 1) / side;
        this.rows = (picture.height() + side - 1) / side;
        this.means = new float[columns * rows];
        this.deviations = new double[(columns + 1) * (rows + 1)];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                fill(picture, column, row);
            }
        }
    }

    int columns() {
        return columns;
    }

    /// A cell over the edge goes on with the edge's pixels; no pattern ever lies there.
    private void fill(GrayPicture picture, int column, int row) {
        int sum = 0;
        int square = 0;
        for (int y = row * side; y < (row + 1) * side; y++) {
            for (int x = column * side; x < (column + 1) * side; x++) {
                int grey =
                        picture.at(
                                Math.min(x, picture.width() - 1),
                                Math.min(y, picture.height() - 1));
                sum += grey;
                square += grey * grey;
            }
        }
        double count = side * side;
        means[row * columns + column] = (float) (sum / count);
        int at = (row + 1) * (columns + 1) + column + 1;
        int above = at - columns - 1;
        deviations[at] =
                square
                        - sum * (sum / count)
                        + deviations[at - 1]
                        + deviations[above]
                        - deviations[above - 1];
    }

    /// The products of the pattern's and the picture's means, for as many cells in a row as asked,
    /// the pattern's first cell on each in turn.
    ///
    /// @param products to be filled from its start
    void multiply(Laid laid, int column, int row, int count, float[] products) {
        Arrays.fill(products, 0, count, 0);
        for (int down = 0; down < laid.rows(); down++) {
            int from = (row + down) * columns + column;
            int right = 0;
            for (; right + 3 < laid.columns(); right += 4) {
                addFour(from + right, count, laid, right, down, products);
            }
            for (; right < laid.columns(); right++) {
                addOne(from + right, count, laid.sum(right, down), products);
            }
        }
    }

    /// Four at once, so that the products are fetched and stored a quarter as often.
    private void addFour(int from, int count, Laid laid, int right, int down, float[] products) {
        float first = laid.sum(right, down);
        float second = laid.sum(right + 1, down);
        float third = laid.sum(right + 2, down);
        float fourth = laid.sum(right + 3, down);
        for (int i = 0; i < count; i++) {
            products[i] +=
                    first * means[from + i]
                            + second * means[from + i + 1]
                            + third * means[from + i + 2]
                            + fourth * means[from + i + 3];
        }
    }

    private void addOne(int from, int count, float weight, float[] products) {
        for (int i = 0; i < count; i++) {
            products[i] += weight * means[from + i];
        }
    }

    /// The most that the pattern's and the picture's deviations from their cells' means can add to
    /// each of the products.
    void leftOut(Laid laid, int column, int row, int count, float[] most) {
        int above = row * (columns + 1) + column;
        int below = above + laid.rows() * (columns + 1);
        int wide = laid.columns();
        double residue = laid.residue();
        for (int i = 0; i < count; i++) {
            double squares =
                    deviations[below + wide + i]
                            - deviations[below + i]
                            - deviations[above + wide + i]
                            + deviations[above + i];
            most[i] = (float) (Math.sqrt(Math.max(0, squares)) * residue);
        }
    }
}
