package io.batchline.ingest.upload;

/// What came of an upload.
public sealed interface UploadOutcome {
    /// All of it is stored and told of.
    record Stored() implements UploadOutcome {}

    /// The batch takes no upload: another one runs, it has started, or it is cancelled.
    record NotPending() implements UploadOutcome {}

    /// The batch was cancelled while the upload ran.
    record Cancelled() implements UploadOutcome {}

    /// @param limit bytes that a source may have
    record TooLarge(long limit) implements UploadOutcome {}

    /// @param limit unfinished uploads that the tenant may have, and has
    record TooMany(int limit) implements UploadOutcome {}

    /// @param limit bytes that the tenant's sources may have
    /// @param left bytes
    record TenantFull(long limit, long left) implements UploadOutcome {}

    /// The storage had no room for it; the batch is pending again.
    ///
    /// @param left bytes
    record NoRoom(long left) implements UploadOutcome {}
}
