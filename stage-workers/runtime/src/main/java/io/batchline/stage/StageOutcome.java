package io.batchline.stage;

import io.batchline.contract.stage.FailureKind;
import io.batchline.contract.stage.StageOutput;
import java.util.List;

/// How a run of a per-batch stage ended.
public sealed interface StageOutcome {
    /// @param message what was done, counted, for people
    /// @param total what was counted; for extract, the items that it announced
    record Finished(String message, long total, List<StageOutput> outputs) implements StageOutcome {
        public Finished {
            outputs = List.copyOf(outputs);
        }
    }

    /// @param cause a stable id, for example `archive_encrypted`
    /// @param message a sentence for people that names what, where and the limit
    record Failed(FailureKind kind, String cause, String message) implements StageOutcome {
        public static Failed permanent(String cause, String message) {
            return new Failed(FailureKind.PERMANENT, cause, message);
        }

        public static Failed retryable(String cause, String message) {
            return new Failed(FailureKind.TRANSIENT, cause, message);
        }
    }
}
