package io.batchline.system.doors;

import io.batchline.http.Permission;
import org.jspecify.annotations.Nullable;

/// What one operation answers to whom.
///
/// @param operation its id
/// @param body what is sent, as JSON unless `type` says otherwise; null for nothing
/// @param own the answer to those of the batch's tenant who may
/// @param elsewhere the answer to those of another tenant who might
/// @param byPassword whether only who has logged in with a password may
/// @param fresh whether it gets a new batch each time, since it changes it
record Row(
        String operation,
        Permission needed,
        String type,
        @Nullable String body,
        int own,
        int elsewhere,
        boolean byPassword,
        boolean fresh) {
    static Row of(String operation, Permission needed, int own, int elsewhere) {
        return new Row(operation, needed, "application/json", null, own, elsewhere, false, false);
    }

    /// The same answer in every tenant.
    static Row of(String operation, Permission needed, int answer) {
        return of(operation, needed, answer, answer);
    }

    Row sending(String json) {
        return new Row(operation, needed, type, json, own, elsewhere, byPassword, fresh);
    }

    Row as(String otherType) {
        return new Row(operation, needed, otherType, body, own, elsewhere, byPassword, fresh);
    }

    Row onlyByPassword() {
        return new Row(operation, needed, type, body, own, elsewhere, true, fresh);
    }

    Row onFreshBatch() {
        return new Row(operation, needed, type, body, own, elsewhere, byPassword, true);
    }

    int expected(Asker asker) {
        if (needed == Permission.NONE) {
            return own;
        }
        if (!asker.isKnown()) {
            return 401;
        }
        if (!asker.may(needed) || (byPassword && asker.hasNoPassword())) {
            return 403;
        }
        return asker.isElsewhere() ? elsewhere : own;
    }
}
