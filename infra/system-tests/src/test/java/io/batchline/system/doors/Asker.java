package io.batchline.system.doors;

import io.batchline.http.Permission;
import org.jspecify.annotations.Nullable;

/// Who may knock.
enum Asker {
    NOBODY(null),
    VIEWER(Permission.READ),
    OPERATOR(Permission.OPERATE),
    ADMIN(Permission.ADMINISTER),
    KEY_OF_OPERATOR(Permission.OPERATE),
    OPERATOR_OF_ISSUER(Permission.OPERATE),
    OPERATOR_ELSEWHERE(Permission.OPERATE),
    ADMIN_ELSEWHERE(Permission.ADMINISTER),
    EXPIRED_SESSION(null),
    ENDED_SESSION(null),
    SESSION_BEFORE_ROLE_CHANGED(null),
    REVOKED_KEY(null),
    EXPIRED_KEY(null),
    TICKET_AS_BEARER(null),
    EXPIRED_JWT(null),
    JWT_FOR_OTHERS(null),
    JWT_OF_OTHER_ISSUER(null),
    JWT_WITHOUT_SIGNATURE(null),
    JWT_WITH_MAC_OF_PUBLIC_KEY(null),
    JWT_WITH_SWAPPED_KEY(null);

    private final @Nullable Permission most;

    Asker(@Nullable Permission most) {
        this.most = most;
    }

    boolean isKnown() {
        return most != null;
    }

    boolean may(Permission needed) {
        return most != null && needed.compareTo(most) <= 0;
    }

    boolean isElsewhere() {
        return this == OPERATOR_ELSEWHERE || this == ADMIN_ELSEWHERE;
    }

    boolean hasNoPassword() {
        return this == KEY_OF_OPERATOR || this == OPERATOR_OF_ISSUER;
    }
}
