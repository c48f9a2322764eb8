package io.batchline.cli.upload;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/// A file that goes into a ZIP.
///
/// @param name its path in the archive, with `/`
record ZipMember(String name, Path file, long size, long changedMillis) {

    static ZipMember of(String name, Path file) throws IOException {
        var attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new ZipMember(
                name, file, attributes.size(), attributes.lastModifiedTime().toMillis());
    }

    long checksum() throws IOException {
        CRC32 crc = new CRC32();
        try (InputStream in = new CheckedInputStream(Files.newInputStream(file), crc)) {
            long read = in.transferTo(OutputStream.nullOutputStream());
            if (read != size) {
                throw changed();
            }
        }
        return crc.getValue();
    }

    void requireUnchanged() throws IOException {
        try {
            if (!of(name, file).equals(this)) {
                throw changed();
            }
        } catch (NoSuchFileException _) {
            throw changed();
        }
    }

    ChangedSourceException changed() {
        return new ChangedSourceException(file.toString());
    }
}
