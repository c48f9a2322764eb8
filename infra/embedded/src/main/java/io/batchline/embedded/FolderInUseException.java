package io.batchline.embedded;

import java.nio.file.Path;

/// The data folder belongs to a running process.
public final class FolderInUseException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    FolderInUseException(Path folder, String processId) {
        super(
                "%s is in use by process %s: stop it, or choose another data folder"
                        .formatted(folder, processId.isEmpty() ? "unknown" : processId));
    }
}
