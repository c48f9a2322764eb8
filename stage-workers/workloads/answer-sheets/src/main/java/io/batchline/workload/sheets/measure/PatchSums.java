package io.batchline.workload.sheets.measure;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Adds up patches point by point. A sheet's patches are gone over several times like this, so it
/// is done for eight points at a time: four in the two-byte lanes of one number, four in those of
/// another. For one thread.
final class PatchSums {
    private static final VarHandle EIGHT =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long BYTES = 0x00FF_00FF_00FF_00FFL;
    private static final int LANE = 0xFFFF;

    /// A lane holds the sum of so many bytes.
    private static final int FULL = LANE / 0xFF;

    private final long[] even = new long[PatchGrid.AREA / Long.BYTES];
    private final long[] odd = new long[PatchGrid.AREA / Long.BYTES];
    private final int[] sums = new int[PatchGrid.AREA];
    private int inLanes;
    private int count;

    void add(byte[] patch) {
        if (inLanes == FULL) {
            empty();
        }
        inLanes++;
        count++;
        for (int i = 0; i < even.length; i++) {
            long eight = (long) EIGHT.get(patch, i * Long.BYTES);
            even[i] += eight & BYTES;
            odd[i] += eight >>> 8 & BYTES;
        }
    }

    /// How many patches were added.
    int count() {
        return count;
    }

    /// The sum of each point; not to be changed.
    int[] sums() {
        empty();
        return sums;
    }

    private void empty() {
        for (int i = 0; i < even.length; i++) {
            empty(even[i], i * Long.BYTES);
            empty(odd[i], i * Long.BYTES + 1);
        }
        Arrays.fill(even, 0);
        Arrays.fill(odd, 0);
        inLanes = 0;
    }

    /// @param first the point of the lowest lane; the next lane's is two further
    private void empty(long lanes, int first) {
        sums[first] += (int) lanes & LANE;
        sums[first + 2] += (int) (lanes >>> Short.SIZE) & LANE;
        sums[first + 4] += (int) (lanes >>> (2 * Short.SIZE)) & LANE;
        sums[first + 6] += (int) (lanes >>> (3 * Short.SIZE));
    }

    /// The sum of all points of one patch, of which a lane holds a quarter: up to 1,028 points.
    static int of(byte[] patch) {
        long lanes = 0;
        for (int at = 0; at < patch.length; at += Long.BYTES) {
            long eight = (long) EIGHT.get(patch, at);
            lanes += (eight & BYTES) + (eight >>> 8 & BYTES);
        }
        int sum = 0;
        for (int lane = 0; lane < Long.BYTES / 2; lane++) {
            sum += (int) (lanes >>> (lane * Short.SIZE)) & LANE;
        }
        return sum;
    }
}
