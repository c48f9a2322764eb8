package io.batchline.cli.upload;

import java.io.IOException;

/// A source is no longer what it was when its upload began: what has been sent of it would be cut,
/// or a mixture of both.
public final class ChangedSourceException extends IOException {
    private static final long serialVersionUID = 1L;

    ChangedSourceException(String name) {
        super("%s was changed while it was sent".formatted(name));
    }
}
