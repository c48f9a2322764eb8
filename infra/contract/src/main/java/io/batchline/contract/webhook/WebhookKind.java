package io.batchline.contract.webhook;

import com.fasterxml.jackson.annotation.JsonValue;

/// What webhooks tell of a batch.
public enum WebhookKind {
    /// Work on it has begun; again with each retry.
    STARTED("started"),
    /// One of its stages is done.
    STAGE_FINISHED("stage_finished"),
    COMPLETED("completed"),
    FAILED("failed"),
    CANCELLED("cancelled");

    private static final String TYPES = "io.batchline.batch.";

    private final String wireId;

    WebhookKind(String wireId) {
        this.wireId = wireId;
    }

    /// The id in requests and answers.
    @JsonValue
    public String wireId() {
        return wireId;
    }

    /// The `type` of its events.
    public String type() {
        return TYPES + wireId;
    }
}
