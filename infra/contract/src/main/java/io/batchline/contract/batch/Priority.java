package io.batchline.contract.batch;

import com.fasterxml.jackson.annotation.JsonValue;

/// How urgent a batch is. Each priority has topics of its own that workers drain by weight.
public enum Priority {
    URGENT("urgent"),
    HIGH("high"),
    NORMAL("normal"),
    LOW("low");

    private final String wireId;

    Priority(String wireId) {
        this.wireId = wireId;
    }

    @JsonValue
    public String wireId() {
        return wireId;
    }
}
