package io.batchline.cli.upload;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;

/// What another program writes: there once, and as long as it is.
public final class StreamSource implements UploadSource {
    private final String name;
    private final InputStream in;
    private final AtomicBoolean isTaken = new AtomicBoolean();

    public StreamSource(String name, InputStream in) {
        this.name = name;
        this.in = in;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.empty();
    }

    @Override
    public InputStream openAt(long offset) throws IOException {
        if (offset != 0 || !isTaken.compareAndSet(false, true)) {
            throw new IOException(
                    "the server lost bytes of a stream, which can't be read again from byte %d"
                            .formatted(offset));
        }
        return in;
    }

    /// It is what comes.
    @Override
    public void requireUnchanged() {}

    @Override
    public Optional<Mark> mark() {
        return Optional.empty();
    }
}
