package io.batchline.blob;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// Tells a write that failed for want of room from one that failed otherwise.
final class RoomCheckedStream extends FilterOutputStream {
    private final Room room;

    RoomCheckedStream(OutputStream out, Room room) {
        super(out);
        this.room = room;
    }

    @Override
    public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        try {
            out.write(bytes, from, count);
        } catch (IOException e) {
            long left = room.bytes();
            throw left < count ? new StorageFullException(left, e) : e;
        }
    }

    /// Bytes that the file system has left for this process.
    @FunctionalInterface
    interface Room {
        long bytes() throws IOException;
    }
}
