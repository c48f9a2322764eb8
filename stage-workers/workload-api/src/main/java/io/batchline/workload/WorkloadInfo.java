package io.batchline.workload;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.contract.batch.Labels;
import java.time.Duration;
import java.util.List;

/// What the outside learns of a workload.
///
/// @param name its id, for example `answer-sheets`
/// @param columns the result columns that every row has, first and in this order; the others follow
///   in the order in which rows bring them
/// @param optionsSchema the options as a JSON Schema (2020-12) object
/// @param boundBy what bounds how many items run at once in a process
/// @param takesItems whether a request may bring the items, in place of an uploaded source
public record WorkloadInfo(
        String name,
        Labels labels,
        List<String> columns,
        ObjectNode optionsSchema,
        Duration defaultItemTimeout,
        BoundBy boundBy,
        boolean takesItems) {
    public WorkloadInfo {
        columns = List.copyOf(columns);
    }

    /// One that takes an uploaded source only.
    public WorkloadInfo(
            String name,
            Labels labels,
            List<String> columns,
            ObjectNode optionsSchema,
            Duration defaultItemTimeout,
            BoundBy boundBy) {
        this(name, labels, columns, optionsSchema, defaultItemTimeout, boundBy, false);
    }

    /// The same, where a request may bring the items too: [GivenItems] announces them.
    public WorkloadInfo takingItems() {
        return new WorkloadInfo(
                name, labels, columns, optionsSchema, defaultItemTimeout, boundBy, true);
    }

    /// What the work of an item spends its time on.
    public enum BoundBy {
        /// Computing: as many at once as there are cores.
        PROCESSOR,
        /// Waiting: as many at once as there are slots.
        WAITING
    }
}
