package io.batchline.workload.sheets.picture;

import io.batchline.workload.sheets.jpeg.JpegScans;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/// The JPEG streams that a TIFF's strips or tiles are, before one is decoded.
final class TiffJpegs {
    /// The old way of packing names a picture's stream once, and its strips within it.
    private static final int MOST_TIMES_FILE = 2;

    private final ByteBuffer file;
    private final PixelLimit limit;
    private final long mostBytes;
    private long bytes;
    private long pixels;
    private Optional<JpegFrame> largest = Optional.empty();
    private boolean tooManyScans;

    TiffJpegs(ByteBuffer file, PixelLimit limit) {
        this.file = file;
        this.limit = limit;
        this.mostBytes = Math.max((long) MOST_TIMES_FILE * file.limit(), limit.heldBytes());
    }

    /// @param sizes of the streams that begin at the offsets; where one is missing the stream is
    ///   taken to reach the file's end
    void add(List<Long> offsets, List<Long> sizes) {
        for (int i = 0; i < offsets.size(); i++) {
            long from = offsets.get(i);
            Optional<JpegFrame> frame = JpegFrame.at(file, from);
            if (frame.isPresent()) {
                add(frame.get());
                long end = i < sizes.size() ? from + sizes.get(i) : file.limit();
                addScans((int) from, (int) Math.min(end, file.limit()));
            }
        }
    }

    /// What is more than is taken anyway need not be gone through.
    private void addScans(int from, int to) {
        bytes += to - from;
        if (bytes <= mostBytes) {
            tooManyScans |= JpegScans.tooMany(file, from, to);
        }
    }

    private void add(JpegFrame frame) {
        long size = (long) frame.width() * frame.height();
        pixels += size;
        if (largest.map(most -> size > (long) most.width() * most.height()).orElse(true)) {
            largest = Optional.of(frame);
        }
    }

    /// What is too much of them; empty where nothing is. Many strips may lead to the same stream:
    /// each counts, as each is decoded.
    Optional<String> excess() {
        if (largest.isEmpty()) {
            return Optional.empty();
        }
        JpegFrame frame = largest.get();
        if (!limit.admits(frame.width(), frame.height())) {
            return Optional.of(limit.excess(frame.width(), frame.height()));
        }
        if (pixels > limit.pixels()) {
            return Optional.of(
                    "JPEG streams within of %d pixels together are over the limit of %d pixels"
                            .formatted(pixels, limit.pixels()));
        }
        if (bytes > mostBytes) {
            return Optional.of(
                    "JPEG streams within of %d bytes together, in a file of %d bytes, are over the limit of %d bytes"
                            .formatted(bytes, file.limit(), mostBytes));
        }
        return tooManyScans ? Optional.of(JpegScans.EXCESS) : Optional.empty();
    }
}
