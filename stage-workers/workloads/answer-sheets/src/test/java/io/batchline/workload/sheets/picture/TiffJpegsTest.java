package io.batchline.workload.sheets.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TiffJpegsTest {
    private static final byte[] HEADER = {
        (byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xC2, 0, 11, 8, 0, 8, 0, 8, 1, 1, 0x11, 0
    };

    private static final int SIZE = 1000;
    private static final PixelLimit LIMIT = new PixelLimit(100_000);

    @Test
    void strips_that_lead_to_the_same_stream_over_and_over_are_refused() {
        int most = (int) (LIMIT.heldBytes() / SIZE);
        assertThat(streams(most).excess()).isEmpty();
        assertThat(streams(most + 1).excess())
                .contains(
                        "JPEG streams within of 366000 bytes together, in a file of 1000 bytes, are over the limit of 365536 bytes");
    }

    @Test
    void streams_without_a_size_reach_the_end_of_the_file() {
        TiffJpegs streams = new TiffJpegs(file(), LIMIT);
        streams.add(Collections.nCopies(400, 0L), List.of());
        assertThat(streams.excess()).get().asString().contains("400000 bytes together");
    }

    private static TiffJpegs streams(int count) {
        TiffJpegs streams = new TiffJpegs(file(), LIMIT);
        streams.add(Collections.nCopies(count, 0L), Collections.nCopies(count, (long) SIZE));
        return streams;
    }

    private static ByteBuffer file() {
        return ByteBuffer.wrap(Arrays.copyOf(HEADER, SIZE));
    }
}
