package io.batchline.workload.sheets.qr;

/// Where on a page a code is printed, in parts of the page's width and height, 0 to 1.
public record CodeBox(double left, double top, double width, double height) {
    /// Where a code is looked for first when nothing says where it is printed.
    static final CodeBox UPPER_RIGHT = new CodeBox(0.5, 0, 0.5, 0.3);

    static final CodeBox WHOLE = new CodeBox(0, 0, 1, 1);

    public CodeBox {
        if (!(left >= 0 && top >= 0 && width > 0 && height > 0 && left < 1 && top < 1)) {
            throw new IllegalArgumentException(
                    "a box at %s, %s of %s x %s is not on the page"
                            .formatted(left, top, width, height));
        }
        width = Math.min(width, 1 - left);
        height = Math.min(height, 1 - top);
    }

    /// The same place once the page is turned a quarter clockwise.
    CodeBox turned() {
        return new CodeBox(
                /* left= */ Math.max(0, 1 - top - height),
                /* top= */ left,
                /* width= */ height,
                /* height= */ width);
    }

    /// With so much of the page more on each side: scans are skewed and cut differently.
    public CodeBox widened(double by) {
        double x = Math.max(0, left - by);
        double y = Math.max(0, top - by);
        return new CodeBox(
                x, y, Math.min(1, left + width + by) - x, Math.min(1, top + height + by) - y);
    }
}
