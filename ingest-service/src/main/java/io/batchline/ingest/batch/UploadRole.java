package io.batchline.ingest.batch;

import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

/// What an upload is to the source of its batch.
public sealed interface UploadRole {
    /// It becomes the source.
    record Whole() implements UploadRole {}

    /// It comes beside others, and one is made of them all.
    ///
    /// @param source what the batch waits for meanwhile: the upload that joins them will be that
    /// @param of bytes of the whole source, when the client said it
    record Part(UUID source, OptionalLong of) implements UploadRole {}

    /// It is made of parts that had come.
    ///
    /// @param parts in their order
    /// @param asked by which words of the client
    record Joined(List<UUID> parts, String asked) implements UploadRole {
        public Joined {
            parts = List.copyOf(parts);
        }
    }
}
