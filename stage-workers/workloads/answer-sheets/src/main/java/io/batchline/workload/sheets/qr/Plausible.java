package io.batchline.workload.sheets.qr;

import com.google.zxing.common.BitMatrix;

/// Whether what can't be read is a damaged QR code and not a pattern of the form: a code has its
/// three corners and, between them, its rows of alternating modules.
final class Plausible {
    private static final int CORNER = 7;
    private static final double CORNERS_RIGHT = 0.85;
    private static final double ALTERNATING = 0.75;

    private Plausible() {}

    /// @param code one bit for each module
    static boolean isCode(BitMatrix code) {
        int size = code.getWidth();
        int right =
                corner(code, 0, 0)
                        + corner(code, size - CORNER, 0)
                        + corner(code, 0, size - CORNER);
        return right >= CORNERS_RIGHT * 3 * CORNER * CORNER && alternates(code, size);
    }

    private static int corner(BitMatrix code, int left, int top) {
        int right = 0;
        for (int y = 0; y < CORNER; y++) {
            for (int x = 0; x < CORNER; x++) {
                int ring = Math.max(Math.abs(x - 3), Math.abs(y - 3));
                if (code.get(left + x, top + y) == (ring != 2)) {
                    right++;
                }
            }
        }
        return right;
    }

    private static boolean alternates(BitMatrix code, int size) {
        int right = 0;
        int all = 0;
        for (int at = CORNER + 1; at < size - CORNER - 1; at++) {
            boolean black = at % 2 == 0;
            right += code.get(at, CORNER - 1) == black ? 1 : 0;
            right += code.get(CORNER - 1, at) == black ? 1 : 0;
            all += 2;
        }
        return right >= ALTERNATING * all;
    }
}
