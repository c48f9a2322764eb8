package io.batchline.workload;

/// The source as a whole can't be taken. Fails the batch, never retried.
public final class SourceRejected extends Exception {
    private static final long serialVersionUID = 1L;

    private final String causeId;

    /// @param causeId a stable id, for example `archive_encrypted`
    /// @param message a sentence for people that names the entry, the rule and the limit
    public SourceRejected(String causeId, String message) {
        super(message);
        this.causeId = causeId;
    }

    public String causeId() {
        return causeId;
    }
}
