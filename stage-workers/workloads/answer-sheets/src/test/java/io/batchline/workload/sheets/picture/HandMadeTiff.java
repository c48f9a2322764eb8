package io.batchline.workload.sheets.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// A TIFF written tag by tag: directories of numbers, and one strip of bytes that all of them
/// share.
final class HandMadeTiff {
    private static final int STRIP_AT = 8;

    private final byte[] strip;
    private final List<SortedMap<Integer, Long>> directories = new ArrayList<>();
    private boolean circle;

    HandMadeTiff(byte... strip) {
        this.strip = strip;
    }

    /// A directory of a grey picture, uncompressed, 8 bits a pixel.
    HandMadeTiff grey(long width, long height) {
        SortedMap<Integer, Long> tags = new TreeMap<>();
        tags.put(256, width);
        tags.put(257, height);
        tags.put(258, 8L);
        tags.put(259, 1L);
        tags.put(262, 1L);
        tags.put(273, (long) STRIP_AT);
        tags.put(277, 1L);
        tags.put(278, height);
        tags.put(279, (long) strip.length);
        directories.add(tags);
        return this;
    }

    /// Sets a tag of the last directory.
    HandMadeTiff with(int tag, long value) {
        directories.getLast().put(tag, value);
        return this;
    }

    /// Lets the last directory lead back to the first.
    HandMadeTiff inACircle() {
        circle = true;
        return this;
    }

    byte[] bytes() {
        int first = STRIP_AT + strip.length;
        int size = first + directories.stream().mapToInt(tags -> 6 + 12 * tags.size()).sum();
        ByteBuffer file = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(first).put(strip);
        for (int i = 0; i < directories.size(); i++) {
            SortedMap<Integer, Long> tags = directories.get(i);
            file.putShort((short) tags.size());
            tags.forEach((tag, value) -> {
                // SHORT where it fits: some tags may be nothing else.
                file.putShort(tag.shortValue()).putShort((short) (value > 0xFFFF ? 4 : 3));
                file.putInt(1).putInt(value.intValue());
            });
            boolean last = i == directories.size() - 1;
            file.putInt(last ? (circle ? first : 0) : file.position() + 4);
        }
        return file.array();
    }
}
