package io.batchline.contract.stage;

/// How a stage's work is handed out.
public enum StageKind {
    /// One record per batch.
    PER_BATCH,
    /// One record per item, spread over the workers.
    PER_ITEM
}
