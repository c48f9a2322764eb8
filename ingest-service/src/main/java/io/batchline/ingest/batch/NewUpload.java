package io.batchline.ingest.batch;

import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.TenantId;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An upload that shall begin.
///
/// @param role of a part: with the source that begins with it, if there is none yet
/// @param metadata as the client sent it; null for none
/// @param length bytes of the whole upload, when the client said it
/// @param writer the request that writes from the first byte to the last, when one does: nothing is
///   kept when it ends early. Null: requests follow
public record NewUpload(
        UUID id,
        BatchId batchId,
        TenantId tenant,
        UploadRole role,
        String fileName,
        @Nullable String metadata,
        OptionalLong length,
        @Nullable UUID writer) {

    /// The same, for what its batch waits for.
    NewUpload of(UUID source) {
        return role instanceof UploadRole.Part part
                ? new NewUpload(
                        id,
                        batchId,
                        tenant,
                        new UploadRole.Part(source, part.of()),
                        fileName,
                        metadata,
                        length,
                        writer)
                : this;
    }
}
