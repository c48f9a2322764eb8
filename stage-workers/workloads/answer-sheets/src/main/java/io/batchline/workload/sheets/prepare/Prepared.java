package io.batchline.workload.sheets.prepare;

import io.batchline.workload.sheets.picture.GrayPicture;

/// What came of preparing a picture.
public sealed interface Prepared {

    record Ready(GrayPicture picture) implements Prepared {}

    record Failed(Failure failure, String message) implements Prepared {}

    /// What a step looked for and did not find.
    enum Failure {
        PAGE,
        MARKERS,
        ALIGNMENT
    }
}
