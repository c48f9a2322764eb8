package io.batchline.ingest.batch;

/// What came of the wish to begin an upload.
public sealed interface Beginning {
    /// It has the batch.
    ///
    /// @param most bytes that it may have by the limits of upload and tenant
    /// @param opens whether it is the first of its source
    record Begun(Upload upload, long most, boolean opens) implements Beginning {}

    /// The batch takes no source: it has started, or is cancelled.
    record NotPending() implements Beginning {}

    /// Another upload of the batch is being written.
    record Busy() implements Beginning {}

    /// @param limit unfinished uploads that the tenant may have, and has
    record TooMany(int limit) implements Beginning {}

    /// @param limit bytes that the tenant may have
    /// @param left bytes
    record TenantFull(long limit, long left) implements Beginning {}

    /// @param limit parts of a source that may be open at a time
    record TooManyParts(int limit) implements Beginning {}

    /// @param limit bytes that all parts of the source may have
    /// @param left bytes
    record PartsTooLarge(long limit, long left) implements Beginning {}
}
