package io.batchline.workload.sheets.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class JpegScansTest {
    private static final byte MARK = (byte) 0xFF;
    private static final byte SCAN = (byte) 0xDA;

    @Test
    void starts_of_scan_are_counted() {
        assertThat(JpegScans.count(new byte[] {MARK, SCAN, 0, MARK, MARK, SCAN}, 9)).isEqualTo(2);
        assertThat(JpegScans.count(new byte[] {MARK, 0, SCAN, MARK}, 9)).isZero();
    }

    @Test
    void counting_ends_soon_after_the_limit() {
        byte[] scans = new byte[1000];
        for (int i = 0; i < scans.length; i++) {
            scans[i] = i % 2 == 0 ? MARK : SCAN;
        }
        assertThat(JpegScans.count(scans, 9)).isEqualTo(10);
        assertThat(JpegScans.tooMany(scans)).isTrue();
        assertThat(JpegScans.tooMany(Arrays.copyOf(scans, 200))).isFalse();
    }
}
