package io.batchline.cli;

import io.batchline.cli.client.ProgressView;
import io.batchline.contract.progress.ProgressStage;

/// How a command ended, for scripts.
enum ExitCode {
    DONE(0, "done, and every item was read"),
    ERROR(
            1,
            "something else went wrong: no server, refused, no such batch, an audit found differences"),
    USAGE(2, "the arguments are wrong"),
    DONE_WITH_FAILURES(3, "done, but items failed"),
    FAILED(4, "the batch failed"),
    CANCELLED(5, "the batch was cancelled");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    int code() {
        return code;
    }

    String meaning() {
        return meaning;
    }

    /// @param last a stream's last progress, of a terminal stage
    static ExitCode of(ProgressView last) {
        if (last.stage() == ProgressStage.FAILED) {
            return FAILED;
        }
        if (last.stage() == ProgressStage.CANCELLED) {
            return CANCELLED;
        }
        return last.itemsFailed() > 0 ? DONE_WITH_FAILURES : DONE;
    }
}
