package io.batchline.workload.sheets.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// One directory of a TIFF file: what it says of its picture before anything is decoded.
final class TiffDirectory {
    private static final int ENTRY_SIZE = 12;
    private static final int NEW_SUBFILE_TYPE = 254;
    private static final int OLD_SUBFILE_TYPE = 255;
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int BITS_PER_SAMPLE = 258;
    private static final int COMPRESSION = 259;
    private static final int STRIP_OFFSETS = 273;
    private static final int ORIENTATION = 274;
    private static final int SAMPLES_PER_PIXEL = 277;
    private static final int STRIP_SIZES = 279;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_HEIGHT = 323;
    private static final int TILE_OFFSETS = 324;
    private static final int TILE_SIZES = 325;
    private static final int JPEG_STREAM = 513;
    private static final int JPEG_STREAM_SIZE = 514;

    /// The one of TIFF 6.0 and the one that replaced it.
    private static final Set<Long> COMPRESSIONS_BY_JPEG = Set.of(6L, 7L);

    /// A thumbnail of another page, or a mask of its transparency.
    private static final int REDUCED_OR_MASK = 0b101;

    private static final int OLD_REDUCED = 2;
    private static final long MAX_BITS_PER_PIXEL = 64;

    /// Four inks and transparency. The decoder may hold each as a whole number of 32 bits.
    private static final long MAX_SAMPLES = 5;

    /// Strips of one row each of a picture far higher than any page.
    private static final long MAX_VALUES = 100_000;

    /// Colour profiles and texts.
    private static final long MAX_BYTES = 16 << 20;

    /// Byte, text, signed byte, undefined.
    private static final Set<Integer> BYTE_TYPES = Set.of(1, 2, 6, 7);

    private final ByteBuffer file;
    private final int index;
    private final int start;

    /// @param order of the file's bytes
    /// @param index of the directory in the file, from 0; thumbnails and masks have one too
    /// @param start where it begins in the file
    TiffDirectory(ByteBuffer file, ByteOrder order, int index, int start) {
        this.file = file.duplicate().order(order);
        this.index = index;
        this.start = start;
    }

    int index() {
        return index;
    }

    boolean isPage() {
        return (value(NEW_SUBFILE_TYPE, 0) & REDUCED_OR_MASK) == 0
                && value(OLD_SUBFILE_TYPE, 0) != OLD_REDUCED;
    }

    Orientation orientation() {
        return new Orientation((int) value(ORIENTATION, 1));
    }

    /// What is too large of the picture, its tiles, its fields or the JPEG streams within; empty
    /// where a decoder allocates no more than the limit allows.
    Optional<String> excess(PixelLimit limit) {
        Optional<String> fields = excessOfFields();
        if (fields.isPresent()) {
            return fields;
        }
        long samples = value(SAMPLES_PER_PIXEL, 1);
        if (samples > MAX_SAMPLES) {
            return Optional.of(
                    "a picture of %d samples a pixel is over the limit of %d samples"
                            .formatted(samples, MAX_SAMPLES));
        }
        long bits = samples * values(BITS_PER_SAMPLE).stream().mapToLong(n -> n).max().orElse(1);
        if (bits > MAX_BITS_PER_PIXEL) {
            return Optional.of(
                    "a picture of %d bits a pixel is over the limit of %d bits"
                            .formatted(bits, MAX_BITS_PER_PIXEL));
        }
        return excess(limit, WIDTH, HEIGHT)
                .or(() -> excess(limit, TILE_WIDTH, TILE_HEIGHT))
                .or(() ->
                        COMPRESSIONS_BY_JPEG.contains(value(COMPRESSION, 1))
                                ? jpegs(limit).excess()
                                : Optional.empty());
    }

    private Optional<String> excess(PixelLimit limit, int across, int down) {
        long width = value(across, 0);
        long height = value(down, 0);
        return limit.admits(width, height)
                ? Optional.empty()
                : Optional.of(limit.excess(width, height));
    }

    private TiffJpegs jpegs(PixelLimit limit) {
        TiffJpegs jpegs = new TiffJpegs(file, limit);
        jpegs.add(values(STRIP_OFFSETS), values(STRIP_SIZES));
        jpegs.add(values(TILE_OFFSETS), values(TILE_SIZES));
        jpegs.add(values(JPEG_STREAM), values(JPEG_STREAM_SIZE));
        return jpegs;
    }

    /// The reader takes a field of numbers into several times its bytes.
    private Optional<String> excessOfFields() {
        int count = file.getShort(start) & 0xFFFF;
        for (int i = 0; i < count; i++) {
            int entry = start + 2 + i * ENTRY_SIZE;
            long values = file.getInt(entry + 4) & 0xFFFF_FFFFL;
            boolean bytes = BYTE_TYPES.contains(file.getShort(entry + 2) & 0xFFFF);
            if (values > (bytes ? MAX_BYTES : MAX_VALUES)) {
                return Optional.of(
                        "a field (%d) of %d values is over the limit of %d"
                                .formatted(
                                        file.getShort(entry) & 0xFFFF,
                                        values,
                                        bytes ? MAX_BYTES : MAX_VALUES));
            }
        }
        return Optional.empty();
    }

    private long value(int tag, long otherwise) {
        List<Long> values = values(tag);
        return values.isEmpty() ? otherwise : values.getFirst();
    }

    private List<Long> values(int tag) {
        OptionalInt found = entry(tag);
        if (found.isEmpty()) {
            return List.of();
        }
        int entry = found.getAsInt();
        int size =
                switch (file.getShort(entry + 2)) {
                    case 1 -> 1;
                    case 3 -> 2;
                    case 4 -> 4;
                    default -> 0;
                };
        long count = file.getInt(entry + 4) & 0xFFFF_FFFFL;
        long at = count * size <= 4 ? entry + 8 : file.getInt(entry + 8) & 0xFFFF_FFFFL;
        if (size == 0 || at + count * size > file.limit()) {
            return List.of();
        }
        List<Long> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(unsigned((int) at + i * size, size));
        }
        return values;
    }

    private long unsigned(int at, int size) {
        return switch (size) {
            case 1 -> file.get(at) & 0xFFL;
            case 2 -> file.getShort(at) & 0xFFFFL;
            default -> file.getInt(at) & 0xFFFF_FFFFL;
        };
    }

    private OptionalInt entry(int tag) {
        int count = file.getShort(start) & 0xFFFF;
        for (int i = 0; i < count; i++) {
            int entry = start + 2 + i * ENTRY_SIZE;
            if ((file.getShort(entry) & 0xFFFF) == tag) {
                return OptionalInt.of(entry);
            }
        }
        return OptionalInt.empty();
    }
}
