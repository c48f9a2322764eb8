package io.batchline.contract.batch;

import com.fasterxml.jackson.annotation.JsonValue;

/// Where one stage of a batch stands.
public enum StageState {
    WAITING("waiting"),
    RUNNING("running"),
    FINISHED("finished"),
    FAILED("failed"),
    CANCELLED("cancelled");

    private final String wireId;

    StageState(String wireId) {
        this.wireId = wireId;
    }

    @JsonValue
    public String wireId() {
        return wireId;
    }
}
