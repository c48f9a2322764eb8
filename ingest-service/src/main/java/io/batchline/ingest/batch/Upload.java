package io.batchline.ingest.batch;

import io.batchline.contract.id.BatchId;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A source on its way, as all replicas know it.
///
/// @param metadata as the client sent it; null for none
/// @param length bytes of the whole source, when it is known
/// @param received bytes that are on disk
/// @param chunkSize bytes of the first chunk, when there was one whose size was said
/// @param expiresAt when it goes if nothing comes any more
public record Upload(
        UUID id,
        BatchId batchId,
        State state,
        String fileName,
        @Nullable String metadata,
        OptionalLong length,
        long received,
        OptionalLong chunkSize,
        Instant createdAt,
        Instant expiresAt) {

    public boolean isWhole() {
        return length.isPresent() && length.getAsLong() == received;
    }

    Upload described(OptionalLong itsLength, OptionalLong itsChunkSize) {
        return new Upload(
                id,
                batchId,
                state,
                fileName,
                metadata,
                itsLength,
                received,
                itsChunkSize,
                createdAt,
                expiresAt);
    }

    /// How it stands.
    public enum State {
        OPEN,
        /// The batch has it as its source.
        COMPLETE,
        EXPIRED,
        /// By the client, by another upload of the same batch, or with its batch.
        ENDED
    }
}
