package io.batchline.contract.stage;

import com.fasterxml.jackson.annotation.JsonValue;

/// Whether trying again can help.
public enum FailureKind {
    /// It may work next time; retried while attempts are left.
    TRANSIENT("transient"),
    /// It will fail the same way every time.
    PERMANENT("permanent");

    private final String wireId;

    FailureKind(String wireId) {
        this.wireId = wireId;
    }

    @JsonValue
    public String wireId() {
        return wireId;
    }
}
