package io.batchline.contract.batch;

import io.batchline.contract.id.BlobKey;

/// The uploaded source of a batch.
///
/// @param fileName as the client named it; for people, never a path
/// @param size bytes
public record BatchSource(BlobKey blob, String fileName, long size) {}
