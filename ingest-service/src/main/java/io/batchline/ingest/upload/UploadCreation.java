package io.batchline.ingest.upload;

import io.batchline.ingest.batch.Beginning;
import io.batchline.ingest.batch.Upload;

/// What came of the wish to begin a resumable upload.
public sealed interface UploadCreation {
    record Created(Upload upload) implements UploadCreation {}

    /// @param limit bytes that a source may have
    record TooLarge(long limit) implements UploadCreation {}

    /// @param left bytes that the storage has room for
    record NoRoom(long left) implements UploadCreation {}

    /// @param why any but `Begun`
    record Refused(Beginning why) implements UploadCreation {}
}
