package io.batchline.ingest.http.tus;

import io.batchline.http.Problem;
import io.batchline.http.ProblemType;
import java.time.Duration;

/// Errors that tus knows and the rest of the API does not.
final class TusProblems {
    static final ProblemType VERSION =
            new ProblemType("tus-version", 412, "The version of the protocol is not spoken here");
    static final ProblemType GONE = new ProblemType("gone", 410, "It is not there any more");
    static final ProblemType LOCKED =
            new ProblemType("locked", 423, "Another request writes it now");

    /// The status is the protocol's own.
    static final ProblemType CHECKSUM_MISMATCH =
            new ProblemType("checksum-mismatch", 460, "The bytes are not those that were meant");

    private static final Duration SOON = Duration.ofSeconds(1);

    private TusProblems() {}

    static Problem locked(String detail) {
        return Problem.of(LOCKED, detail)
                .withHeader("Retry-After", Long.toString(SOON.toSeconds()));
    }
}
