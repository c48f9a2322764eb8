package io.batchline.workload.sheets.picture;

/// A projective map of the plane, as a 3 x 3 matrix row by row.
public final class Projection {
    private final double[] m;

    public Projection(double... matrix) {
        if (matrix.length != 9) {
            throw new IllegalArgumentException("a projection has 9 numbers, not " + matrix.length);
        }
        this.m = matrix.clone();
    }

    /// The one projection that takes each of four points to its counterpart.
    public static Projection between(Point[] from, Point[] to) {
        double[][] rows = new double[8][9];
        for (int i = 0; i < 4; i++) {
            double x = from[i].x();
            double y = from[i].y();
            double u = to[i].x();
            double v = to[i].y();
            rows[i] = new double[] {x, y, 1, 0, 0, 0, -x * u, -y * u, u};
            rows[i + 4] = new double[] {0, 0, 0, x, y, 1, -x * v, -y * v, v};
        }
        double[] solved = LinearSystem.solve(rows);
        double[] matrix = new double[9];
        System.arraycopy(solved, 0, matrix, 0, 8);
        matrix[8] = 1;
        return new Projection(matrix);
    }

    public Point apply(Point point) {
        double w = m[6] * point.x() + m[7] * point.y() + m[8];
        return new Point(
                (m[0] * point.x() + m[1] * point.y() + m[2]) / w,
                (m[3] * point.x() + m[4] * point.y() + m[5]) / w);
    }

    /// The map that first applies the other one and then this.
    public Projection after(Projection first) {
        double[] product = new double[9];
        for (int i = 0; i < 9; i++) {
            for (int k = 0; k < 3; k++) {
                product[i] += m[i / 3 * 3 + k] * first.m[3 * k + i % 3];
            }
        }
        return new Projection(product);
    }

    public Projection inverse() {
        double d =
                m[0] * (m[4] * m[8] - m[5] * m[7])
                        - m[1] * (m[3] * m[8] - m[5] * m[6])
                        + m[2] * (m[3] * m[7] - m[4] * m[6]);
        double f = d == 0 ? 0 : 1 / d;
        return new Projection(
                (m[4] * m[8] - m[5] * m[7]) * f,
                (m[2] * m[7] - m[1] * m[8]) * f,
                (m[1] * m[5] - m[2] * m[4]) * f,
                (m[5] * m[6] - m[3] * m[8]) * f,
                (m[0] * m[8] - m[2] * m[6]) * f,
                (m[2] * m[3] - m[0] * m[5]) * f,
                (m[3] * m[7] - m[4] * m[6]) * f,
                (m[1] * m[6] - m[0] * m[7]) * f,
                (m[0] * m[4] - m[1] * m[3]) * f);
    }

    double[] matrix() {
        return m.clone();
    }
}
