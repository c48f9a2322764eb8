package io.batchline.workers.stage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.contract.id.JobId;
import org.jspecify.annotations.Nullable;

/// One line of `results.jsonl`: an item and what came of it.
///
/// @param row the result row, in its own order; null for an item that has none, or whose row is
///   part of another item's
/// @param joinedInto the item whose row this item's is part of; null where it has its own or none
record ResultLine(
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
    private static final String FAILED = "failed";

    boolean isFailed() {
        return state.equals(FAILED);
    }

    /// What succeeded without a row was no work itself.
    boolean isSeparator() {
        return row == null && joinedInto == null && group != null && state.equals("succeeded");
    }

    ResultLine inGroup(@Nullable String key) {
        return new ResultLine(
                jobId, itemIndex, name, state, key, cause, message, attempts, row, joinedInto);
    }

    ResultLine withRow(ObjectNode other) {
        return new ResultLine(
                jobId, itemIndex, name, state, group, cause, message, attempts, other, null);
    }

    ResultLine joinedInto(JobId other) {
        return new ResultLine(
                jobId, itemIndex, name, state, group, cause, message, attempts, null, other);
    }
}
