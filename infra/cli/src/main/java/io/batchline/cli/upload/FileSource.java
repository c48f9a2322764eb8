package io.batchline.cli.upload;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.OptionalLong;

/// One file as it is.
public record FileSource(Path file, long size, long changedMillis) implements UploadSource {

    public static FileSource of(Path file) throws IOException {
        var attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new FileSource(file, attributes.size(), attributes.lastModifiedTime().toMillis());
    }

    @Override
    public String name() {
        return String.valueOf(file.getFileName());
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.of(size);
    }

    @Override
    public InputStream openAt(long offset) throws IOException {
        return Channels.newInputStream(FileChannel.open(file).position(offset));
    }

    @Override
    public void requireUnchanged() throws IOException {
        try {
            if (!of(file).equals(this)) {
                throw new ChangedSourceException(file.toString());
            }
        } catch (NoSuchFileException _) {
            throw new ChangedSourceException(file.toString());
        }
    }

    @Override
    public Optional<Mark> mark() {
        return Optional.of(
                new Mark(
                        file.toAbsolutePath().normalize().toString(),
                        "%d bytes of %d".formatted(size, changedMillis)));
    }
}
