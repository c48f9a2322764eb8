package io.batchline.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

final class RoomCheckedStreamTest {
    private final IOException failure = new IOException("the disk says so");
    private static final byte[] BYTES = new byte[100];

    @Test
    void what_fails_without_room_says_what_is_left() {
        assertThatThrownBy(() -> failing(99).write(BYTES))
                .isInstanceOf(StorageFullException.class)
                .hasMessageContaining("99 bytes")
                .hasCause(failure);
    }

    @Test
    void what_fails_with_room_failed_otherwise() {
        assertThatThrownBy(() -> failing(100).write(BYTES)).isSameAs(failure);
    }

    @Test
    void what_succeeds_is_written_once() throws IOException {
        var written = new ByteArrayOutputStream();
        try (var out = new RoomCheckedStream(written, () -> 0)) {
            out.write(BYTES);
            out.write(1);
        }

        assertThat(written.size()).isEqualTo(101);
    }

    private OutputStream failing(long left) {
        var broken =
                new OutputStream() {
                    @Override
                    public void write(int single) throws IOException {
                        throw failure;
                    }
                };
        return new RoomCheckedStream(broken, () -> left);
    }
}
