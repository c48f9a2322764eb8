package io.batchline.ingest.batch;

import java.time.Instant;
import java.util.UUID;

/// An upload of a batch that gets another.
///
/// @param bytes that it has or will have
/// @param isWritten whether a request writes it at the moment
/// @param movedAt when something of it came last, or it began
record OpenUpload(UUID id, UploadRole role, long bytes, boolean isWritten, Instant movedAt) {}
