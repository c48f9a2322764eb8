package io.batchline.workload.sheets.picture;

/// A small picture to be searched for, by normalised correlation.
///
/// Beside the picture itself it holds, for each way in which it can lie across a grid of cells, its
/// mean in each cell and what those means leave out. [PatternSearch] bounds the correlation by them
/// and computes it only where the bound lets it.
public final class Pattern {
    private static final float CELLS_ACROSS = 10;
    private static final int WIDEST_CELL = 16;

    private final GrayPicture picture;
    private final int cell;
    private final double mean;
    private final double norm;
    private final Laid[] laid;

    public Pattern(GrayPicture picture) {
        this.picture = picture;
        this.cell = Math.clamp(Math.round(picture.width() / CELLS_ACROSS), 2, WIDEST_CELL);
        long sum = 0;
        for (byte pixel : picture.pixels()) {
            sum += pixel & 0xFF;
        }
        this.mean = (double) sum / picture.pixels().length;
        double squares = 0;
        for (byte pixel : picture.pixels()) {
            double deviation = (pixel & 0xFF) - mean;
            squares += deviation * deviation;
        }
        this.norm = Math.sqrt(squares);
        this.laid = new Laid[cell * cell];
        for (int i = 0; i < laid.length; i++) {
            laid[i] = lay(i % cell, i / cell, squares);
        }
    }

    public int width() {
        return picture.width();
    }

    public int height() {
        return picture.height();
    }

    GrayPicture picture() {
        return picture;
    }

    /// Side of the cells that suit this pattern's size.
    int cell() {
        return cell;
    }

    double mean() {
        return mean;
    }

    /// Root of the sum of the squared deviations from the mean.
    double norm() {
        return norm;
    }

    /// Nothing differs from nothing: such a pattern matches everywhere.
    boolean isFlat() {
        return norm < 1e-6;
    }

    /// The pattern with its first pixel at this place of a cell.
    Laid laid(int right, int below) {
        return laid[below * cell + right];
    }

    private Laid lay(int right, int below, double squares) {
        int columns = (right + width() + cell - 1) / cell;
        int rows = (below + height() + cell - 1) / cell;
        float[] sums = new float[columns * rows];
        double[] exact = new double[columns * rows];
        for (int y = 0; y < height(); y++) {
            for (int x = 0; x < width(); x++) {
                int at = (below + y) / cell * columns + (right + x) / cell;
                exact[at] += picture.at(x, y) - mean;
            }
        }
        double kept = 0;
        for (int i = 0; i < sums.length; i++) {
            kept += exact[i] * exact[i] / (cell * cell);
            sums[i] = (float) exact[i];
        }
        return new Laid(columns, rows, sums, Math.sqrt(Math.max(0, squares - kept)));
    }

    /// How the pattern covers the cells.
    static final class Laid {
        private final int columns;
        private final int rows;
        private final float[] sums;
        private final double residue;

        private Laid(int columns, int rows, float[] sums, double residue) {
            this.columns = columns;
            this.rows = rows;
            this.sums = sums;
            this.residue = residue;
        }

        int columns() {
            return columns;
        }

        int rows() {
            return rows;
        }

        /// Sum of the deviations from the pattern's mean in a cell.
        float sum(int column, int row) {
            return sums[row * columns + column];
        }

        /// Norm of what remains of the pattern when each cell's mean is taken off.
        double residue() {
            return residue;
        }
    }
}
