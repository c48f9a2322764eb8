package io.batchline.workload.sheets.picture;

/// How many pixels of a picture are wanted: one that has more is made smaller by half or to a
/// quarter, if it can be while it is decoded.
///
/// @param shortSide pixels that a picture's shorter side keeps at least
public record Detail(int shortSide) {
    /// Every pixel as it is stored.
    public static final Detail FULL = new Detail(Integer.MAX_VALUE);

    /// Enough to tell marks and codes on a printed page: 120 dpi of an A4 page.
    public static final Detail PAGE = new Detail(1000);

    private static final int LEAST_PART = 4;

    public Detail {
        if (shortSide < 1) {
            throw new IllegalArgumentException(
                    "a picture's shorter side keeps 1 pixel or more, not " + shortSide);
        }
    }

    /// Enough for a page on which something small must still be this many pixels wide.
    ///
    /// @param smallest its width, in the same unit as `shortSide` of the page
    public static Detail showing(double smallest, double shortSide, int pixels) {
        return new Detail(
                (int) Math.clamp(Math.ceil(pixels * shortSide / smallest), 1, FULL.shortSide));
    }

    /// The more exacting of both.
    public Detail and(Detail other) {
        return shortSide >= other.shortSide ? this : other;
    }

    /// What each side is divided by: 1, 2 or 4.
    int divisor(int width, int height) {
        int divisor = LEAST_PART;
        while (divisor > 1 && Math.min(width, height) / divisor < shortSide) {
            divisor /= 2;
        }
        return divisor;
    }

    /// The picture, or a smaller one whose pixels are the means of squares of this one's.
    public GrayPicture of(GrayPicture picture) {
        return Shrinking.by(picture, divisor(picture.width(), picture.height()));
    }
}
