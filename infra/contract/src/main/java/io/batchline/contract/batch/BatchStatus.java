package io.batchline.contract.batch;

import com.fasterxml.jackson.annotation.JsonValue;

/// Where a batch stands.
public enum BatchStatus {
    PENDING("pending"),
    UPLOADING("uploading"),
    PROCESSING("processing"),
    PAUSED("paused"),
    CANCELLING("cancelling"),
    COMPLETED("completed"),
    FAILED("failed"),
    CANCELLED("cancelled");

    private final String wireId;

    BatchStatus(String wireId) {
        this.wireId = wireId;
    }

    @JsonValue
    public String wireId() {
        return wireId;
    }

    /// Completed, failed or cancelled: nothing more happens unless someone commands it.
    public boolean isTerminal() {
        return this == COMPLETED || this == FAILED || this == CANCELLED;
    }
}
