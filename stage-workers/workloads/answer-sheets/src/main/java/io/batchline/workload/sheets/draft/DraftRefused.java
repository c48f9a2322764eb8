package io.batchline.workload.sheets.draft;

/// No template was written; the message says of which file and why.
public final class DraftRefused extends Exception {
    private static final long serialVersionUID = 1L;

    DraftRefused(String message) {
        super(message);
    }
}
