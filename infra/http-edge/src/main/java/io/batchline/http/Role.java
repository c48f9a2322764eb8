package io.batchline.http;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What an account may do.
public enum Role {
    /// Everything, in every tenant's settings too.
    ADMIN,
    /// Everything with the batches of its tenant.
    MEMBER;

    /// The id in the database and in answers.
    @JsonValue
    public String wireId() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Role ofWireId(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
