package io.batchline.workers.stage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.contract.id.JobId;
import org.jspecify.annotations.Nullable;

/// One line of `results.jsonl`: an item and what came of it.
///
/// @param row the result row, in its own order; null for an item that has none
record ResultLine(
        JobId jobId,
        int itemIndex,
        @Nullable String name,
        String state,
        @Nullable String group,
        @Nullable String cause,
        @Nullable String message,
        int attempts,
        @Nullable ObjectNode row) {
    private static final String FAILED = "failed";

    boolean isFailed() {
        return state.equals(FAILED);
    }

    ResultLine inGroup(@Nullable String key) {
        return new ResultLine(jobId, itemIndex, name, state, key, cause, message, attempts, row);
    }
}
