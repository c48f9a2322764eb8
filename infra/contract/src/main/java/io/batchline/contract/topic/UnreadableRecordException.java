package io.batchline.contract.topic;

/// Bytes that can't be read as what their topic says they are. Checked: every reader decides what
/// becomes of them (a dead letter), and none stops for them.
public final class UnreadableRecordException extends Exception {
    private static final long serialVersionUID = 1L;

    public UnreadableRecordException(String message, Throwable cause) {
        super(message, cause);
    }
}
