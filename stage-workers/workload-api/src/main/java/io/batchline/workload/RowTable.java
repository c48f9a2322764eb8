package io.batchline.workload;

import java.util.List;

/// A further file of a finished batch: a table with any number of lines for each row. Safe to use
/// from many threads.
public interface RowTable {
    /// The file's name, ending in `.csv`.
    String fileName();

    /// The names of its columns, which stand after those of the job's id and the item's name.
    List<String> columns();

    /// The lines of one row, which may be a part of another or a joined one as with [RowAnalysis];
    /// each with a value for every column; none where it has nothing to say.
    List<List<String>> lines(Processed.Completed row);
}
