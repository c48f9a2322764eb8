package io.batchline.workload;

import io.batchline.contract.stage.FailureKind;

/// The item can't be done; an expected failure, of either per-item stage and of drawing.
///
/// @param cause a stable id that failures are clustered by, for example `no_markers`
/// @param message a sentence for people that names what, where and the limit
public record Rejected(FailureKind kind, String cause, String message)
        implements Organized, Processed, Drawn {}
