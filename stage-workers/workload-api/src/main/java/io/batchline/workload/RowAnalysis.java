package io.batchline.workload;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// Folds the result rows of one batch into statistics for its summary. Used by one thread.
///
/// A batch may have any number of rows, so what is held may grow with the number of columns and
/// never with that of rows.
public interface RowAnalysis {
    /// Takes the next row; rows come in the order of their items, each once. Those that are parts
    /// of one thing come as they are, and after the first of them the one that they were joined to:
    /// their details tell which of both is to be counted.
    void add(Processed.Completed row);

    /// The statistics of the rows so far; empty where there is nothing to say.
    ObjectNode statistics();
}
