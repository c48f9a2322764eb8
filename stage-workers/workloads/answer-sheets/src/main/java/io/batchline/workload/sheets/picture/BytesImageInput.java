package io.batchline.workload.sheets.picture;

import java.nio.ByteBuffer;
import javax.imageio.stream.ImageInputStreamImpl;

/// A file in memory, or mapped into it, as ImageIO reads it, without a copy. Unlike the JDK's own
/// it tells its length, without which the TIFF reader believes every offset and size that a
/// directory claims.
final class BytesImageInput extends ImageInputStreamImpl {
    private final ByteBuffer bytes;

    BytesImageInput(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    @Override
    public int read() {
        bitOffset = 0;
        return streamPos >= bytes.limit() ? -1 : bytes.get((int) streamPos++) & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) {
        bitOffset = 0;
        if (length == 0) {
            return 0;
        }
        if (streamPos >= bytes.limit()) {
            return -1;
        }
        int count = (int) Math.min(length, bytes.limit() - streamPos);
        bytes.get((int) streamPos, into, from, count);
        streamPos += count;
        return count;
    }

    @Override
    public long length() {
        return bytes.limit();
    }
}
