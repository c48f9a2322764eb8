package io.batchline.ingest.http.tus;

import java.util.Optional;
import java.util.UUID;

/// The id of an upload in its address.
final class UploadId {
    private UploadId() {}

    /// Empty for what is not written as the server writes one.
    static Optional<UUID> parse(String text) {
        try {
            UUID id = UUID.fromString(text);
            return id.toString().equals(text) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
