package io.batchline.blob;

import java.io.IOException;

/// The storage has no room for what is being written; nothing of it is stored.
public final class StorageFullException extends IOException {
    private static final long serialVersionUID = 1L;

    private final long left;

    /// @param left bytes that are left
    public StorageFullException(long left, IOException cause) {
        super("the storage is full: %d bytes are left".formatted(left), cause);
        this.left = left;
    }

    /// Bytes that are left.
    public long left() {
        return left;
    }
}
