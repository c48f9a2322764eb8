package io.batchline.workload.sheets;

import io.batchline.workload.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/// A source that is a file.
record FileSource(Path path) implements Source {
    @Override
    public String id() {
        return path.toString();
    }

    @Override
    public String fileName() {
        return path.getFileName().toString();
    }

    @Override
    public long size() {
        try {
            return Files.size(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public SeekableByteChannel open() throws IOException {
        return Files.newByteChannel(path);
    }
}
