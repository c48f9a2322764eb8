package io.batchline.ingest.http.tus;

import io.batchline.contract.id.BatchId;
import io.batchline.ingest.batch.Upload;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An upload for people and programs that do not speak tus.
///
/// @param offset bytes that are stored
/// @param length bytes of the whole, when it is known
/// @param complete whether the batch has it as its source
/// @param expiresAt null when it is complete, or another is made of it
record UploadView(
        String uploadId,
        BatchId batchId,
        String fileName,
        long offset,
        @Nullable Long length,
        boolean complete,
        Instant createdAt,
        @Nullable Instant expiresAt) {

    static UploadView of(Upload upload) {
        boolean complete = upload.state() == Upload.State.COMPLETE;
        boolean expires = upload.state() == Upload.State.OPEN;
        return new UploadView(
                upload.id().toString(),
                upload.batchId(),
                upload.fileName(),
                upload.received(),
                upload.length().isPresent() ? upload.length().getAsLong() : null,
                complete,
                upload.createdAt(),
                expires ? upload.expiresAt() : null);
    }
}
