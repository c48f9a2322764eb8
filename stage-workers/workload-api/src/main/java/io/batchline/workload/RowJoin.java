package io.batchline.workload;

import java.util.List;

/// Makes one row of those that are parts of one thing, such as the sheets of one candidate. A pure
/// function, safe to call from many threads.
///
/// Rows are parts of one thing when their details have the same text as
/// [io.batchline.contract.item.RowDetails#PART_OF] says. The items stay as they are.
@FunctionalInterface
public interface RowJoin {
    /// The one row: its columns, and as details what analyses and tables are made from over all
    /// parts at once. Nothing that the parts say may be lost without the row saying so.
    ///
    /// @param parts one or more, in the order of their items
    Processed.Completed join(List<Processed.Completed> parts);
}
