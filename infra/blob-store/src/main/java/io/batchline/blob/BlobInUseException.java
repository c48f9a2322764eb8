package io.batchline.blob;

import java.io.IOException;
import java.util.UUID;

/// Another writer has the resumable blob open.
public final class BlobInUseException extends IOException {
    private static final long serialVersionUID = 1L;

    BlobInUseException(UUID name) {
        super("the unfinished blob %s is being written by another".formatted(name));
    }
}
