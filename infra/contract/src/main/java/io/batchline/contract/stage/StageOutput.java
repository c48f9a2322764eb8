package io.batchline.contract.stage;

import io.batchline.contract.id.BlobKey;

/// A blob that a finished stage leaves for later stages or for downloads, for example
/// `results.csv`.
///
/// @param size bytes
public record StageOutput(String name, BlobKey blob, long size) {}
