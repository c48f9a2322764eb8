package io.batchline.cli.upload;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/// The headers of a ZIP (APPNOTE 6.3.10) whose files are stored as they are: scans are compressed
/// already, and so the archive's length is known before a byte of it is made, and any part of it
/// can be made again. ZIP64 where the old fields do not suffice.
final class StoredZip {
    private static final int LOCAL = 0x04034b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final int END_64 = 0x06064b50;
    private static final int LOCATOR_64 = 0x07064b50;
    private static final int UTF_8_NAMES = 0x0800;
    private static final short VERSION = 20;
    private static final short VERSION_64 = 45;
    private static final long FULL_INT = 0xFFFFFFFFL;
    private static final int FULL_SHORT = 0xFFFF;
    private static final short EXTRA_64 = 1;

    private StoredZip() {}

    /// What stands before a file's bytes. Its length depends on the name and the size only.
    static byte[] local(ZipMember member, long crc) {
        byte[] name = name(member);
        boolean large = member.size() >= FULL_INT;
        byte[] bytes = new byte[30 + name.length + (large ? 20 : 0)];
        ByteBuffer header = little(bytes);
        header.putInt(LOCAL).putShort(large ? VERSION_64 : VERSION);
        common(header, member, crc, large);
        header.putShort((short) name.length).putShort((short) (large ? 20 : 0)).put(name);
        if (large) {
            header.putShort(EXTRA_64).putShort((short) 16);
            header.putLong(member.size()).putLong(member.size());
        }
        return bytes;
    }

    /// The file's line in the directory.
    ///
    /// @param offset of its local header
    static byte[] central(ZipMember member, long crc, long offset) {
        byte[] name = name(member);
        boolean large = member.size() >= FULL_INT;
        boolean far = offset >= FULL_INT;
        int extra = (large ? 16 : 0) + (far ? 8 : 0);
        int extraField = extra == 0 ? 0 : extra + 4;
        short version = extra == 0 ? VERSION : VERSION_64;
        byte[] bytes = new byte[46 + name.length + extraField];
        ByteBuffer header = little(bytes);
        header.putInt(CENTRAL).putShort(version).putShort(version);
        common(header, member, crc, large);
        header.putShort((short) name.length).putShort((short) extraField);
        // No comment, first disk, no attributes.
        header.putShort((short) 0).putShort((short) 0).putShort((short) 0).putInt(0);
        header.putInt((int) (far ? FULL_INT : offset)).put(name);
        if (extra > 0) {
            header.putShort(EXTRA_64).putShort((short) extra);
        }
        if (large) {
            header.putLong(member.size()).putLong(member.size());
        }
        if (far) {
            header.putLong(offset);
        }
        return bytes;
    }

    /// What stands at the end.
    ///
    /// @param offset of the directory
    /// @param length of the directory
    static byte[] end(int members, long offset, long length) {
        boolean large = members >= FULL_SHORT || offset >= FULL_INT || length >= FULL_INT;
        byte[] bytes = new byte[22 + (large ? 76 : 0)];
        ByteBuffer end = little(bytes);
        if (large) {
            end.putInt(END_64).putLong(44).putShort(VERSION_64).putShort(VERSION_64);
            end.putInt(0).putInt(0).putLong(members).putLong(members);
            end.putLong(length).putLong(offset);
            end.putInt(LOCATOR_64).putInt(0).putLong(offset + length).putInt(1);
        }
        short count = (short) Math.min(members, FULL_SHORT);
        end.putInt(END).putShort((short) 0).putShort((short) 0).putShort(count).putShort(count);
        end.putInt((int) Math.min(length, FULL_INT)).putInt((int) Math.min(offset, FULL_INT));
        end.putShort((short) 0);
        return bytes;
    }

    private static void common(ByteBuffer header, ZipMember member, long crc, boolean large) {
        int size = (int) (large ? FULL_INT : member.size());
        header.putShort((short) UTF_8_NAMES).putShort((short) 0);
        header.putInt(dosTime(member.changedMillis()));
        header.putInt((int) crc).putInt(size).putInt(size);
    }

    /// In UTC, so that the same files give the same bytes wherever the user is; two seconds are the
    /// unit, and 1980 is when it begins.
    private static int dosTime(long millis) {
        LocalDateTime time = LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
        int year = Math.clamp(time.getYear() - 1980, 0, 127);
        return year << 25
                | time.getMonthValue() << 21
                | time.getDayOfMonth() << 16
                | time.getHour() << 11
                | time.getMinute() << 5
                | time.getSecond() / 2;
    }

    private static byte[] name(ZipMember member) {
        return member.name().getBytes(StandardCharsets.UTF_8);
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
