package io.batchline.workload.sheets.print;

/// A size of paper, upright.
public enum Paper {
    A4(210, 297),
    LETTER(215.9, 279.4);

    static final double POINTS_PER_MILLIMETRE = 72 / 25.4;

    private final double width;
    private final double height;

    Paper(double millimetresWide, double millimetresHigh) {
        width = millimetresWide * POINTS_PER_MILLIMETRE;
        height = millimetresHigh * POINTS_PER_MILLIMETRE;
    }

    /// In points, 72 to the inch.
    double width() {
        return width;
    }

    /// In points, 72 to the inch.
    double height() {
        return height;
    }
}
