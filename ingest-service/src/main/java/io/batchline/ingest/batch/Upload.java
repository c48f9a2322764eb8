package io.batchline.ingest.batch;

import io.batchline.contract.id.BatchId;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A source on its way, as all replicas know it.
///
/// @param role what it is to the source
/// @param metadata as the client sent it; null for none
/// @param length bytes of the whole upload, when it is known
/// @param received bytes that are on disk
/// @param chunkSize bytes of the first chunk, when there was one whose size was said
/// @param expiresAt when it goes if nothing comes any more
public record Upload(
        UUID id,
        BatchId batchId,
        UploadRole role,
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

    public boolean isPart() {
        return role instanceof UploadRole.Part;
    }

    /// What the batch waits for as long as this comes.
    public UUID source() {
        return role instanceof UploadRole.Part(UUID source, OptionalLong _) ? source : id;
    }

    /// Bytes of the whole source, when they are known.
    public OptionalLong sourceLength() {
        return role instanceof UploadRole.Part(UUID _, OptionalLong of) ? of : length;
    }

    /// Bytes that came from the client.
    public long comeSoFar() {
        return role instanceof UploadRole.Joined ? length.orElse(received) : received;
    }

    Upload described(OptionalLong itsLength, OptionalLong itsChunkSize) {
        return new Upload(
                id,
                batchId,
                role,
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
        /// A part that is whole and that another upload is made of.
        JOINED,
        /// The batch has it as its source.
        COMPLETE,
        EXPIRED,
        /// By the client, by another upload of the same batch, or with its batch.
        ENDED
    }
}
