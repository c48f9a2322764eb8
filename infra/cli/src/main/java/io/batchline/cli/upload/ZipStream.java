package io.batchline.cli.upload;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;

/// The bytes of a ZIP of stored files, made as they are read. Each file is read twice: for its
/// checksum, which stands before it, and for its bytes; one that is skipped only for the first.
final class ZipStream extends InputStream {
    private final List<ZipMember> members;
    private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
    private long position;
    private int next;
    private InputStream part = InputStream.nullInputStream();

    /// Bytes that the part still has to give.
    private long left;

    ZipStream(List<ZipMember> members) {
        this.members = members;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] to, int from, int most) throws IOException {
        if (most == 0) {
            return 0;
        }
        while (left == 0) {
            if (!open()) {
                return -1;
            }
        }
        int read = part.read(to, from, (int) Math.min(most, left));
        if (read < 0) {
            throw members.get((next - 1) / 2).changed();
        }
        left -= read;
        position += read;
        return read;
    }

    /// Passes over the bytes of files without reading them again.
    @Override
    public long skip(long bytes) throws IOException {
        if (bytes <= 0) {
            return 0;
        }
        while (left == 0) {
            if (!open()) {
                return 0;
            }
        }
        long skipped = Math.min(bytes, left);
        part.skipNBytes(skipped);
        left -= skipped;
        position += skipped;
        return skipped;
    }

    /// Parts alternate: a header, its file; at last the directory.
    private boolean open() throws IOException {
        part.close();
        int at = next / 2;
        if (next > 2 * members.size()) {
            return false;
        }
        if (at == members.size()) {
            long offset = position;
            int length = directory.size();
            directory.writeBytes(StoredZip.end(members.size(), offset, length));
            bytes(directory.toByteArray());
        } else if (next % 2 == 0) {
            ZipMember member = members.get(at);
            long checksum = member.checksum();
            directory.writeBytes(StoredZip.central(member, checksum, position));
            bytes(StoredZip.local(member, checksum));
        } else {
            ZipMember member = members.get(at);
            part = Files.newInputStream(member.file());
            left = member.size();
        }
        next++;
        return true;
    }

    private void bytes(byte[] bytes) {
        part = new ByteArrayInputStream(bytes);
        left = bytes.length;
    }

    @Override
    public void close() throws IOException {
        part.close();
    }
}
