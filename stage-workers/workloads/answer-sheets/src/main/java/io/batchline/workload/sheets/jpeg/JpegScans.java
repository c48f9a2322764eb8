package io.batchline.workload.sheets.jpeg;

import java.nio.ByteBuffer;

/// How often a JPEG goes over its picture. A progressive file may do so thousands of times in a few
/// bytes each, and a decoder works through all of the picture every time.
public final class JpegScans {
    /// Ten are usual; every coefficient for itself, bit by bit, would not be a picture of a page.
    public static final int MOST = 100;

    /// A sentence for people about a file with more.
    public static final String EXCESS =
            "a JPEG that goes over its picture more often than the limit of %d times"
                    .formatted(MOST);

    private static final int START_OF_SCAN = 0xDA;

    private JpegScans() {}

    public static boolean tooMany(byte[] file) {
        return count(file, MOST) > MOST;
    }

    /// As [#tooMany(byte[])], of a stream within a file.
    public static boolean tooMany(ByteBuffer file, int from, int to) {
        return count(file, from, to, MOST) > MOST;
    }

    static int count(byte[] file, int most) {
        return count(ByteBuffer.wrap(file), 0, file.length, most);
    }

    /// Counts starts of scans, up to one more than asked for. In packed data an 0xFF is followed by
    /// a 0 or a restart, so what looks like a start of scan is one, or lies in another segment: a
    /// few more in a thumbnail or a comment don't matter.
    private static int count(ByteBuffer file, int from, int to, int most) {
        int count = 0;
        for (int at = from; at + 1 < to && count <= most; at++) {
            if (file.get(at) == (byte) 0xFF && (file.get(at + 1) & 0xFF) == START_OF_SCAN) {
                count++;
            }
        }
        return count;
    }
}
