package io.batchline.workload.sheets.picture;

import io.batchline.workload.sheets.picture.Decoding.Undecodable;

/// How many pages a file holds.
public sealed interface PageCount {

    /// @param pages 1 or more
    record Counted(int pages) implements PageCount {}

    /// The file is too damaged to tell, or may not be read.
    record Uncounted(Undecodable why) implements PageCount {}
}
