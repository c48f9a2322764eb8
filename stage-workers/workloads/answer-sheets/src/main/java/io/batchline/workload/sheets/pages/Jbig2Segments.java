package io.batchline.workload.sheets.pages;

import io.batchline.workload.sheets.picture.PixelLimit;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Optional;

/// What a JBIG2 stream of a PDF consists of, read from its segments' headers before it is decoded.
///
/// Only pictures coded dot by dot are taken, as scanners write them. Those made of symbols are
/// refused: nothing in their headers bounds what a symbol unpacks to, and such a coder may have put
/// one mark in the place of another that looks like it.
final class Jbig2Segments {
    private static final int PAGE = 48;
    private static final int GENERIC = 38;
    private static final int GENERIC_LOSSLESS = 39;
    private static final int END_OF_PAGE = 49;
    private static final int END_OF_STRIPE = 50;
    private static final int END_OF_FILE = 51;
    private static final int EXTENSION = 62;
    private static final long UNKNOWN = 0xFFFF_FFFFL;

    private static final int TYPE = 0x3F;

    /// Whether four bytes say which page it is of, and not one.
    private static final int LONG_PAGE = 0x40;

    /// Strips of a page; a file of more would only cost time.
    private static final int MOST_REGIONS = 10_000;

    private final ByteBuffer stream;
    private final PixelLimit limit;
    private final int width;
    private final int height;
    private long pixels;
    private int regions;
    private boolean page;

    private Jbig2Segments(ByteBuffer stream, PixelLimit limit, int width, int height) {
        this.stream = stream;
        this.limit = limit;
        this.width = width;
        this.height = height;
    }

    /// What is not taken of a stream, in a sentence; empty where its decoder allocates no more than
    /// the limit allows.
    ///
    /// @param width that the PDF says it has, as `height`
    static Optional<String> refusal(byte[] stream, PixelLimit limit, int width, int height) {
        return new Jbig2Segments(ByteBuffer.wrap(stream), limit, width, height).refusal();
    }

    private Optional<String> refusal() {
        try {
            // A line's end may follow the last one.
            while (stream.remaining() >= Integer.BYTES) {
                Optional<String> refusal = segment();
                if (refusal.isPresent()) {
                    return refusal;
                }
            }
            return page && regions > 0
                    ? Optional.empty()
                    : Optional.of("a JBIG2 picture without a page, or with nothing on it");
        } catch (BufferUnderflowException _) {
            return Optional.of(
                    "a JBIG2 picture with a segment that breaks off: at %d of %d bytes"
                            .formatted(stream.position(), stream.limit()));
        }
    }

    private Optional<String> segment() {
        long number = stream.getInt() & UNKNOWN;
        int flags = stream.get() & 0xFF;
        int type = flags & TYPE;
        int referred = stream.get() & 0xFF;
        if (referred >> 5 != 0) {
            return Optional.of(
                    "a JBIG2 picture whose segment %d refers to others: only pictures coded dot by dot are read"
                            .formatted(number));
        }
        int _ = (flags & LONG_PAGE) == 0 ? stream.get() : stream.getInt();
        long length = stream.getInt() & UNKNOWN;
        if (length > stream.remaining()) {
            return Optional.of(
                    "a JBIG2 picture whose segment %d claims %d bytes, beyond its %d"
                            .formatted(number, length, stream.limit()));
        }
        ByteBuffer data = stream.slice(stream.position(), (int) length);
        stream.position(stream.position() + (int) length);
        return switch (type) {
            case PAGE -> page(data);
            case GENERIC, GENERIC_LOSSLESS -> region(data);
            case END_OF_STRIPE -> stripe(data);
            case END_OF_PAGE, END_OF_FILE, EXTENSION -> Optional.empty();
            default ->
                    Optional.of(
                            "a JBIG2 picture with a segment of type %d: only pictures coded dot by dot are read"
                                    .formatted(type));
        };
    }

    /// A page of another size would leave part of the picture white, or cut it off.
    private Optional<String> page(ByteBuffer data) {
        long across = data.getInt() & UNKNOWN;
        long down = data.getInt() & UNKNOWN;
        page = true;
        // Of a striped page the last stripe may tell the height.
        return across == width && (down == height || down == UNKNOWN)
                ? Optional.empty()
                : Optional.of(
                        "a JBIG2 picture of %d x %d pixels, which the PDF says has %d x %d"
                                .formatted(across, down, width, height));
    }

    private Optional<String> stripe(ByteBuffer data) {
        long last = data.getInt() & UNKNOWN;
        return last < height
                ? Optional.empty()
                : Optional.of(
                        "a JBIG2 picture with a stripe that ends at row %d of %d"
                                .formatted(last, height));
    }

    private Optional<String> region(ByteBuffer data) {
        long across = data.getInt() & UNKNOWN;
        long down = data.getInt() & UNKNOWN;
        if (!limit.admits(across, down)) {
            return Optional.of(limit.excess(across, down));
        }
        pixels += across * down;
        regions++;
        return regions > MOST_REGIONS || pixels > 2 * limit.pixels()
                ? Optional.of(
                        "a JBIG2 picture of %d parts with %d pixels is over the limit of %d parts and %d pixels"
                                .formatted(regions, pixels, MOST_REGIONS, 2 * limit.pixels()))
                : Optional.empty();
    }
}
