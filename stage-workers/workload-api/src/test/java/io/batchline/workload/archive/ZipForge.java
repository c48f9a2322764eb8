package io.batchline.workload.archive;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Writes ZIPs byte by byte, so that every field can lie.
final class ZipForge {
    static final int STORED = 0;
    static final int DEFLATED = 8;
    static final int UTF8_FLAG = 0x800;

    /// One entry as the directory will describe it; begin with [#of] and change what must be wrong.
    static final class Entry {
        private static final long IN_ITS_PLACE = -1;

        private final byte[] name;
        private byte[] packed;
        private int method = STORED;
        private int flags;
        private long crc;
        private long size;
        private long attributes;
        private byte[] centralExtra = {};
        private long offset = IN_ITS_PLACE;

        private Entry(byte[] name, byte[] content) {
            this.name = name.clone();
            this.packed = content.clone();
            this.crc = crcOf(content);
            this.size = content.length;
        }

        static Entry stored(byte[] name, byte[] content) {
            return new Entry(name, content);
        }

        static Entry of(String name, byte[] content) {
            return stored(name.getBytes(StandardCharsets.UTF_8), content);
        }

        static Entry of(String name) {
            return of(name, new byte[] {1, 2, 3});
        }

        static Entry deflated(String name, byte[] content) {
            return of(name, content).withMethod(DEFLATED).withPacked(deflate(content));
        }

        Entry withMethod(int other) {
            method = other;
            return this;
        }

        Entry withFlags(int other) {
            flags = other;
            return this;
        }

        Entry withCrc(long other) {
            crc = other;
            return this;
        }

        Entry withPacked(byte[] other) {
            packed = other.clone();
            return this;
        }

        Entry withSize(long other) {
            size = other;
            return this;
        }

        Entry withAttributes(long other) {
            attributes = other;
            return this;
        }

        Entry withCentralExtra(byte[] other) {
            centralExtra = other.clone();
            return this;
        }

        Entry withOffset(long other) {
            offset = other;
            return this;
        }
    }

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    static byte[] zip(Entry... entries) {
        return new ZipForge().write(List.of(entries), entries.length, 0);
    }

    static byte[] announcing(int announced, Entry... entries) {
        return new ZipForge().write(List.of(entries), announced, 0);
    }

    static byte[] part(int disk, Entry... entries) {
        return new ZipForge().write(List.of(entries), entries.length, disk);
    }

    static long crcOf(byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        return crc.getValue();
    }

    static byte[] deflate(byte[] content) {
        try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true)) {
            deflater.setInput(content);
            deflater.finish();
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            byte[] piece = new byte[8192];
            while (!deflater.finished()) {
                packed.write(piece, 0, deflater.deflate(piece));
            }
            return packed.toByteArray();
        }
    }

    private byte[] write(List<Entry> entries, int announced, int disk) {
        List<Long> places = new ArrayList<>();
        for (Entry entry : entries) {
            places.add(entry.offset == Entry.IN_ITS_PLACE ? out.size() : entry.offset);
            if (entry.offset == Entry.IN_ITS_PLACE) {
                local(entry);
            }
        }
        int directory = out.size();
        for (int at = 0; at < entries.size(); at++) {
            central(entries.get(at), places.get(at));
        }
        int length = out.size() - directory;
        Fields end = new Fields(22).word(0x06054B50).half(disk).half(disk);
        end.half(announced).half(announced).word(length).word(directory).half(0);
        out.writeBytes(end.bytes());
        return out.toByteArray();
    }

    private void local(Entry entry) {
        Fields header = new Fields(30).word(0x04034B50).half(20).half(entry.flags);
        header.half(entry.method).word(0).word(entry.crc);
        header.word(entry.packed.length).word(entry.size).half(entry.name.length).half(0);
        out.writeBytes(header.bytes());
        out.writeBytes(entry.name);
        out.writeBytes(entry.packed);
    }

    private void central(Entry entry, long place) {
        Fields header = new Fields(46).word(0x02014B50).half((3 << 8) | 20).half(20);
        header.half(entry.flags).half(entry.method).word(0).word(entry.crc);
        header.word(entry.packed.length).word(entry.size);
        header.half(entry.name.length).half(entry.centralExtra.length);
        header.half(0).half(0).half(0).word(entry.attributes).word(place);
        out.writeBytes(header.bytes());
        out.writeBytes(entry.name);
        out.writeBytes(entry.centralExtra);
    }

    /// Little-endian numbers, one after the other.
    private static final class Fields {
        private final byte[] bytes;
        private final ByteBuffer buffer;

        Fields(int size) {
            bytes = new byte[size];
            buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        }

        Fields half(int value) {
            buffer.putShort((short) value);
            return this;
        }

        Fields word(long value) {
            buffer.putInt((int) value);
            return this;
        }

        byte[] bytes() {
            return bytes;
        }
    }
}
