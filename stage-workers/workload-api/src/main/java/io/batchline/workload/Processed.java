package io.batchline.workload;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// What the work on an item gave.
public sealed interface Processed permits Processed.Completed, Rejected {
    /// The result row, column by column in order.
    record Completed(ObjectNode fields) implements Processed {}
}
