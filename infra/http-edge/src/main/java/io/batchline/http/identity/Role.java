package io.batchline.http.identity;

import com.fasterxml.jackson.annotation.JsonValue;
import io.batchline.http.Permission;
import java.util.Locale;

/// What an account may do within its tenant.
public enum Role {
    /// Sees the tenant's batches.
    VIEWER(Permission.READ),
    /// Sends and steers batches too, and decides what is doubtful.
    OPERATOR(Permission.OPERATE),
    /// Says who may do what, too.
    ADMIN(Permission.ADMINISTER);

    private final Permission most;

    Role(Permission most) {
        this.most = most;
    }

    public boolean may(Permission permission) {
        return permission.compareTo(most) <= 0;
    }

    /// The id in the database and in answers.
    @JsonValue
    public String wireId() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The lesser of both.
    Role atMost(Role other) {
        return compareTo(other) <= 0 ? this : other;
    }

    static Role ofWireId(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
