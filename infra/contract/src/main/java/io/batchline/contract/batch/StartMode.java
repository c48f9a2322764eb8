package io.batchline.contract.batch;

import com.fasterxml.jackson.annotation.JsonValue;

/// Whether a batch starts when its source is complete, or waits for a start command.
public enum StartMode {
    AUTO("auto"),
    MANUAL("manual");

    private final String wireId;

    StartMode(String wireId) {
        this.wireId = wireId;
    }

    @JsonValue
    public String wireId() {
        return wireId;
    }
}
