package io.batchline.cli.shell;

import io.batchline.client.ProgressView;
import io.batchline.contract.progress.ProgressStage;
import java.util.Collection;
import java.util.Comparator;

/// How a command ended, for scripts.
public enum ExitCode {
    DONE(0, 0, "done, and every item was read"),
    ERROR(
            1,
            4,
            "something else went wrong: no server, refused, no such batch, an audit found differences"),
    USAGE(2, 5, "the arguments are wrong"),
    DONE_WITH_FAILURES(3, 1, "done, but items failed"),
    FAILED(4, 3, "the batch failed"),
    CANCELLED(5, 2, "the batch was cancelled"),
    INTERRUPTED(
            130,
            6,
            "ended by Ctrl-C; an upload of files goes on when the same command is typed again");

    private final int code;
    private final int severity;
    private final String meaning;

    ExitCode(int code, int severity, String meaning) {
        this.code = code;
        this.severity = severity;
        this.meaning = meaning;
    }

    public int code() {
        return code;
    }

    public String meaning() {
        return meaning;
    }

    /// @param last a stream's last progress, of a terminal stage
    public static ExitCode of(ProgressView last) {
        return of(last.stage(), last.itemsFailed());
    }

    /// @param stage a terminal one
    public static ExitCode of(ProgressStage stage, long itemsFailed) {
        if (stage == ProgressStage.FAILED) {
            return FAILED;
        }
        if (stage == ProgressStage.CANCELLED) {
            return CANCELLED;
        }
        return itemsFailed > 0 ? DONE_WITH_FAILURES : DONE;
    }

    /// How a command ends that was about several batches: as the one that fared worst. Better a
    /// batch with failed items than a cancelled one than a failed one than one of which nothing is
    /// known.
    public static ExitCode worst(Collection<ExitCode> ends) {
        return ends.stream().max(Comparator.comparingInt(end -> end.severity)).orElse(DONE);
    }
}
