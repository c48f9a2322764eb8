package io.batchline.system;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Archives that no honest user sends.
final class Archives {
    private static final int GENERAL_FLAG_OF_DIRECTORY = 8;
    private static final int CRC_OF_DIRECTORY = 16;
    private static final byte[] DIRECTORY_ENTRY = {'P', 'K', 1, 2};
    private static final byte[] LOCAL_ENTRY = {'P', 'K', 3, 4};

    private Archives() {}

    static Path climbing(Path folder) throws IOException {
        return zip(folder.resolve("climbing.zip"), "../../etc/evil.jpg", new byte[] {1, 2, 3});
    }

    static Path bomb(Path folder) throws IOException {
        return zip(folder.resolve("bomb.zip"), "bomb.jpg", new byte[64 << 20]);
    }

    static Path empty(Path folder) throws IOException {
        Path file = folder.resolve("empty.zip");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.setComment("nothing");
        }
        return file;
    }

    static Path noArchive(Path folder) throws IOException {
        return Files.writeString(
                folder.resolve("letter.zip"), "This is a letter and no archive.\n".repeat(100));
    }

    static Path truncated(Path whole, Path folder) throws IOException {
        byte[] bytes = Files.readAllBytes(whole);
        Path file = folder.resolve("truncated.zip");
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(bytes, 0, bytes.length / 2);
        }
        return file;
    }

    /// The flag alone, set where the archive says it twice, is what a reader sees first.
    static Path encrypted(Path folder) throws IOException {
        Path file = zip(folder.resolve("encrypted.zip"), "secret.jpg", new byte[] {1, 2, 3});
        byte[] bytes = Files.readAllBytes(file);
        bytes[indexOf(bytes, LOCAL_ENTRY) + 6] |= 1;
        bytes[indexOf(bytes, DIRECTORY_ENTRY) + GENERAL_FLAG_OF_DIRECTORY] |= 1;
        return Files.write(file, bytes);
    }

    /// One sheet of an otherwise right archive gets another checksum in the directory.
    ///
    /// @return the entry's name is the last one of the archive
    static Path wrongCrc(Path whole, Path folder) throws IOException {
        byte[] bytes = Files.readAllBytes(whole);
        int last = lastIndexOf(bytes, DIRECTORY_ENTRY);
        bytes[last + CRC_OF_DIRECTORY] ^= 0x55;
        return Files.write(folder.resolve("wrong-crc.zip"), bytes);
    }

    private static Path zip(Path file, String name, byte[] content) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            CRC32 crc = new CRC32();
            crc.update(content);
            ZipEntry entry = new ZipEntry(name);
            entry.setCrc(crc.getValue());
            entry.setSize(content.length);
            zip.putNextEntry(entry);
            zip.write(content);
            zip.closeEntry();
            zip.putNextEntry(new ZipEntry("template.json"));
            zip.write("{}".getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    private static int indexOf(byte[] bytes, byte[] wanted) {
        for (int at = 0; at <= bytes.length - wanted.length; at++) {
            if (matches(bytes, at, wanted)) {
                return at;
            }
        }
        throw new IllegalStateException("the archive has no such record");
    }

    private static int lastIndexOf(byte[] bytes, byte[] wanted) {
        for (int at = bytes.length - wanted.length; at >= 0; at--) {
            if (matches(bytes, at, wanted)) {
                return at;
            }
        }
        throw new IllegalStateException("the archive has no such record");
    }

    private static boolean matches(byte[] bytes, int at, byte[] wanted) {
        for (int i = 0; i < wanted.length; i++) {
            if (bytes[at + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
