package io.batchline.contract.item;

import io.batchline.contract.id.BatchId;
import java.time.Instant;

/// An item that a run of extract found: the value of `items`.
public record ItemFound(BatchId batchId, int generation, int run, Item item, Instant at) {}
