package io.batchline.cli.upload;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;

/// The bytes of a batch's source.
public sealed interface UploadSource permits FileSource, ZipSource, StreamSource {

    /// The file's name as the server is told it.
    String name();

    /// Empty when only its end tells.
    OptionalLong length();

    /// The bytes from there on.
    ///
    /// @throws IOException also when they can't be had a second time
    InputStream openAt(long offset) throws IOException;

    /// Whether it is still what it was when it was named.
    ///
    /// @throws ChangedSourceException when it is not
    void requireUnchanged() throws IOException;

    /// By what a later call knows it again; empty for what can't be had a second time.
    Optional<Mark> mark();

    /// @param place absolute path
    /// @param content changes with whatever would make other bytes
    record Mark(String place, String content) {}
}
