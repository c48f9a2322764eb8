package io.batchline.ingest;

import java.io.InputStream;
import java.util.Arrays;

/// So many zeros, without keeping any.
final class Zeros extends InputStream {
    private long left;

    Zeros(long count) {
        this.left = count;
    }

    @Override
    public int read() {
        return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        if (left <= 0) {
            return -1;
        }
        int count = (int) Math.min(left, length);
        Arrays.fill(into, offset, offset + count, (byte) 0);
        left -= count;
        return count;
    }
}
