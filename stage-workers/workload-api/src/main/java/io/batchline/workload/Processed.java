package io.batchline.workload;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// What the work on an item gave.
public sealed interface Processed permits Processed.Completed, Rejected {
    /// A result row.
    ///
    /// @param fields column by column in order; no column is named as
    ///   [io.batchline.contract.item.RowDetails#MEMBER] says
    /// @param details what belongs to the row without being a column: kept with it, shown with the
    ///   item, given to the workload's [RowAnalysis], and in no table; empty where there is nothing
    record Completed(ObjectNode fields, ObjectNode details) implements Processed {
        public Completed(ObjectNode fields) {
            this(fields, JsonNodeFactory.instance.objectNode());
        }
    }
}
