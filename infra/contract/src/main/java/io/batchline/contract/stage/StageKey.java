package io.batchline.contract.stage;

import io.batchline.contract.id.BatchId;

/// One stage of one generation of a batch. A redrive begins a new generation; the first is 1.
public record StageKey(BatchId batchId, int generation, Stage stage) {
    public StageKey {
        if (generation < 1) {
            throw new IllegalArgumentException(
                    "generation %d: it starts at 1".formatted(generation));
        }
    }
}
