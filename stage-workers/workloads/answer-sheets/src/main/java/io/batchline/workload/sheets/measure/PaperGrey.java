package io.batchline.workload.sheets.measure;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Finds the grey of the paper in a patch: the lightest that more than a given number of its points
/// have at least.
///
/// Paper is much the same from one bubble to the next, so the search begins at what the last one
/// had, and counting eight points at a time a few times over is quicker than a histogram.
final class PaperGrey {
    private static final VarHandle EIGHT =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /// Every other one of eight bytes, which leaves each room to carry into.
    private static final long BYTES = 0x00FF_00FF_00FF_00FFL;

    private static final long ONES = 0x0001_0001_0001_0001L;
    private static final int LIGHTER_THAN_ANY = 256;

    private PaperGrey() {}

    /// @param greys as many as eight goes into, at most 250,000
    /// @param fewer less than there are greys
    /// @param guess a grey to begin at, 0 to 255
    /// @return the lightest grey that more than `fewer` points are as light as
    static int of(byte[] greys, int fewer, int guess) {
        int low = guess;
        int high = LIGHTER_THAN_ANY;
        for (int step = 1; low > 0 && atLeast(greys, low) <= fewer; step *= 2) {
            high = low;
            low = Math.max(0, low - step);
        }
        for (int step = 1; high - low > 1; step *= 2) {
            int next = Math.min(low + step, (low + high) / 2);
            if (atLeast(greys, next) > fewer) {
                low = next;
            } else {
                high = next;
            }
        }
        return low;
    }

    /// How many of the greys are so light or lighter.
    static int atLeast(byte[] greys, int grey) {
        long carry = (LIGHTER_THAN_ANY - grey) * ONES;
        long counts = 0;
        for (int at = 0; at < greys.length; at += Long.BYTES) {
            long eight = (long) EIGHT.get(greys, at);
            counts += (((eight & BYTES) + carry) >>> 8) & ONES;
            counts += (((eight >>> 8 & BYTES) + carry) >>> 8) & ONES;
        }
        return (int)
                ((counts & 0xFFFF)
                        + (counts >>> 16 & 0xFFFF)
                        + (counts >>> 32 & 0xFFFF)
                        + (counts >>> 48));
    }
}
