package io.batchline.workload.sheets.picture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;

/// Walks a PNG's chunks: for the one that ImageIO does not read, EXIF, and for those alone that the
/// picture consists of.
final class PngChunks {
    private static final int SIGNATURE_SIZE = 8;
    private static final int AROUND = 12;
    private static final int HEADER = 0x49484452;
    private static final int PALETTE = 0x504C5445;
    private static final int DATA = 0x49444154;
    private static final int INTERLACE_AT = 28;
    private static final int EXIF = 0x65584966;
    private static final int END = 0x49454E44;

    private static final Set<Integer> OF_THE_PICTURE = Set.of(HEADER, PALETTE, DATA, END);

    /// A profile and texts, which come packed.
    private static final Set<Integer> PACKED = Set.of(0x69434350, 0x7A545874, 0x69545874);

    private PngChunks() {}

    /// The file; where texts or profiles lie packed around the picture, nothing of it but the
    /// picture: the reader would unpack all of them, however much that is, and no grey depends on
    /// anything else.
    ///
    /// @throws IOException when a chunk of the picture has another checksum than it says: the
    ///   reader does not look
    static ByteBuffer alone(byte[] file) throws IOException {
        ByteBuffer png = ByteBuffer.wrap(file);
        List<int[]> kept = new ArrayList<>();
        int others = 0;
        int at = SIGNATURE_SIZE;
        while (at + AROUND <= file.length) {
            int length = png.getInt(at);
            int type = png.getInt(at + 4);
            if (length < 0 || length > file.length - at - AROUND) {
                throw new IOException(
                        "its part at %d claims %d bytes, beyond its %d"
                                .formatted(at, length & 0xFFFF_FFFFL, file.length));
            }
            if (OF_THE_PICTURE.contains(type)) {
                requireChecksum(file, at, length, png.getInt(at + 8 + length));
                kept.add(new int[] {at, AROUND + length});
            }
            others += PACKED.contains(type) ? 1 : 0;
            at = type == END ? file.length : at + AROUND + length;
        }
        if (others == 0) {
            return png;
        }
        ByteBuffer to = ByteBuffer.allocate(file.length).put(file, 0, SIGNATURE_SIZE);
        kept.forEach(chunk -> to.put(file, chunk[0], chunk[1]));
        return to.flip();
    }

    private static void requireChecksum(byte[] file, int at, int length, int said)
            throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(file, at + 4, 4 + length);
        if ((int) checksum.getValue() != said) {
            throw new IOException("its part at %d has another checksum than it says".formatted(at));
        }
    }

    /// Whether its rows come several times over, a finer grid each time.
    static boolean isInterlaced(byte[] file) {
        return file.length > INTERLACE_AT && file[INTERLACE_AT] != 0;
    }

    static Orientation orientation(byte[] file) {
        ByteBuffer png = ByteBuffer.wrap(file);
        int at = SIGNATURE_SIZE;
        while (at + AROUND <= file.length) {
            int length = png.getInt(at);
            int type = png.getInt(at + 4);
            if (length < 0 || length > file.length - at - AROUND || type == END) {
                break;
            }
            if (type == EXIF) {
                return ExifBlock.orientation(file, at + 8, at + 8 + length);
            }
            at += AROUND + length;
        }
        return Orientation.UPRIGHT;
    }
}
