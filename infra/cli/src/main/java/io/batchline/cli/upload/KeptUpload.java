package io.batchline.cli.upload;

import com.fasterxml.jackson.databind.JsonNode;
import io.batchline.contract.id.BatchId;
import org.jspecify.annotations.Nullable;

/// What is kept of an upload until all of it has arrived.
///
/// @param of whose upload of which source it is
/// @param content of the source, as [UploadSource.Mark] has it
/// @param request the batch's creation
/// @param key of the creation, so that a second one makes no second batch
/// @param batch null until it is created
/// @param upload its path at the server; null until it is begun
public record KeptUpload(
        Of of,
        String content,
        JsonNode request,
        String key,
        @Nullable BatchId batch,
        @Nullable String upload) {

    /// @param server address
    /// @param owner tenant and user: what another one began is nobody's to go on with
    /// @param place of the source
    public record Of(String server, String owner, String place) {}

    public KeptUpload withBatch(BatchId made) {
        return new KeptUpload(of, content, request, key, made, upload);
    }

    public KeptUpload withUpload(@Nullable String begun) {
        return new KeptUpload(of, content, request, key, batch, begun);
    }
}
