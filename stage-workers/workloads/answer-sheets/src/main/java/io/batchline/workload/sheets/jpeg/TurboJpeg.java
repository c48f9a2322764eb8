package io.batchline.workload.sheets.jpeg;

import io.batchline.workload.sheets.jpeg.TurboCalls.Header;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/// Decodes the luma of a JPEG by libturbojpeg.
///
/// At full size every pixel is the one that the JDK's decoder gives; at half or a quarter each
/// pixel is made from an eighth's coefficients that matter at that size, which is quicker still.
/// Only what the library decodes without a complaint is given out: about anything else (damage,
/// colours that are not luma and chroma, more scans than [JpegScans#MOST]) it says nothing, and
/// another decoder decides.
public final class TurboJpeg {
    private final TurboCalls calls;
    private final String place;

    /// @param place the library's name or path
    TurboJpeg(TurboCalls calls, String place) {
        this.calls = calls;
        this.place = place;
    }

    /// The library's name or path.
    public String place() {
        return place;
    }

    /// One byte of grey per pixel, row after row without padding.
    public static final class Grey {
        private final int width;
        private final int height;
        private final byte[] pixels;

        private Grey(int width, int height, byte[] pixels) {
            this.width = width;
            this.height = height;
            this.pixels = pixels;
        }

        public int width() {
            return width;
        }

        public int height() {
            return height;
        }

        public byte[] pixels() {
            return pixels;
        }
    }

    /// Decodes a file.
    ///
    /// @param width as the caller has read it in the file's frame header and admitted it, as
    ///   `height`: a library that reads another size there decodes nothing
    /// @param denominator 1, 2 or 4: sides become that part of the file's, rounded up
    public Optional<Grey> decode(byte[] file, int width, int height, int denominator) {
        if (denominator != 1 && denominator != 2 && denominator != 4) {
            throw new IllegalArgumentException(
                    "a JPEG is decoded at 1, 1/2 or 1/4 of its size, not at 1/" + denominator);
        }
        if (width < 1 || height < 1 || JpegScans.tooMany(file)) {
            return Optional.empty();
        }
        int toWidth = Math.ceilDiv(width, denominator);
        int toHeight = Math.ceilDiv(height, denominator);
        int size = Math.multiplyExact(toWidth, toHeight);
        try (Arena arena = Arena.ofConfined();
                TurboCalls.Decoder decoder = calls.open()) {
            // A copy: a native call must not hold the collector up, nor see a byte change.
            MemorySegment source = arena.allocateFrom(ValueLayout.JAVA_BYTE, file);
            Optional<Header> header = decoder.header(source, arena);
            if (header.filter(known -> known.isLumaOf(width, height)).isEmpty()) {
                return Optional.empty();
            }
            MemorySegment target = arena.allocate(size);
            return decoder.decode(source, target, toWidth, toHeight)
                    ? Optional.of(
                            new Grey(toWidth, toHeight, target.toArray(ValueLayout.JAVA_BYTE)))
                    : Optional.empty();
        }
    }
}
