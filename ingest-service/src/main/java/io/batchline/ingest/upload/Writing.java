package io.batchline.ingest.upload;

import io.batchline.contract.batch.BatchDefinition;
import io.batchline.ingest.batch.Upload;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a request writes, once it has claimed the upload.
///
/// @param upload as it was claimed
/// @param isWhole whether the request brings all of the source, and nothing of it is kept when it
///   brings less
record Writing(
        BatchDefinition batch,
        Upload upload,
        UUID writer,
        ChunkDecision.Take take,
        @Nullable Checksum checksum,
        boolean isWhole) {
    long from() {
        return upload.received();
    }
}
