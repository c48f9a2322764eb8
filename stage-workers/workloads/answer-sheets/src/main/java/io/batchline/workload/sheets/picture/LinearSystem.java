package io.batchline.workload.sheets.picture;

/// Solves as many linear equations as there are unknowns.
public final class LinearSystem {
    private LinearSystem() {}

    /// @param rows each the coefficients and then the right side; changed on the way
    /// @return the unknowns; not finite where the equations do not fix them
    public static double[] solve(double[][] rows) {
        int size = rows.length;
        for (int column = 0; column < size; column++) {
            int pivot = column;
            for (int row = column + 1; row < size; row++) {
                if (Math.abs(rows[row][column]) > Math.abs(rows[pivot][column])) {
                    pivot = row;
                }
            }
            double[] swapped = rows[pivot];
            rows[pivot] = rows[column];
            rows[column] = swapped;
            for (int row = column + 1; row < size; row++) {
                double factor = rows[row][column] / swapped[column];
                for (int k = column; k <= size; k++) {
                    rows[row][k] -= factor * swapped[k];
                }
            }
        }
        double[] unknowns = new double[size];
        for (int row = size - 1; row >= 0; row--) {
            double rest = rows[row][size];
            for (int k = row + 1; k < size; k++) {
                rest -= rows[row][k] * unknowns[k];
            }
            unknowns[row] = rest / rows[row][row];
        }
        return unknowns;
    }
}
