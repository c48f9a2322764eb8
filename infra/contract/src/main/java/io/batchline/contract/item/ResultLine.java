package io.batchline.contract.item;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.contract.id.JobId;
import org.jspecify.annotations.Nullable;

/// One line of [#FILE], which collect writes for the stages after it and for whoever shows results:
/// an item and what came of it, as JSON. One line for each item, in their order.
///
/// @param itemIndex the item's place in the batch
/// @param state `succeeded`, `failed` or `cancelled`
/// @param cause and `message`: why it failed; null unless it did
/// @param row the result row, in its own order; null for an item that has none, or whose row is
///   part of another item's
/// @param joinedInto the item whose row this item's is part of; null where it has its own or none
public record ResultLine(
        JobId jobId,
        int itemIndex,
        @Nullable String name,
        String state,
        @Nullable String group,
        @Nullable String cause,
        @Nullable String message,
        int attempts,
        @Nullable ObjectNode row,
        @Nullable JobId joinedInto) {
    /// The name of collect's output.
    public static final String FILE = "results.jsonl";

    private static final String FAILED = "failed";
    private static final String SUCCEEDED = "succeeded";

    /// Not named as a getter, since it is no part of the JSON; the others neither.
    public boolean hasFailed() {
        return state.equals(FAILED);
    }

    /// What succeeded without a row was no work itself.
    public boolean separates() {
        return row == null && joinedInto == null && group != null && state.equals(SUCCEEDED);
    }

    public ResultLine inGroup(@Nullable String key) {
        return new ResultLine(
                jobId, itemIndex, name, state, key, cause, message, attempts, row, joinedInto);
    }

    public ResultLine withRow(ObjectNode other) {
        return new ResultLine(
                jobId, itemIndex, name, state, group, cause, message, attempts, other, null);
    }

    public ResultLine joinedInto(JobId other) {
        return new ResultLine(
                jobId, itemIndex, name, state, group, cause, message, attempts, null, other);
    }
}
