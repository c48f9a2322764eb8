package io.batchline.http.audit;

import io.batchline.contract.id.TenantId;
import io.batchline.http.Operation;
import io.batchline.http.Permission;
import io.batchline.http.Witness;
import io.batchline.http.audit.AuditEntry.Outcome;
import io.batchline.http.identity.Authenticator;
import io.batchline.http.identity.Caller;
import io.javalin.http.Context;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes a line for every change that was asked for. What it writes is who, which operation, on
/// which path, from where and with which outcome: neither bodies nor queries nor headers, so no
/// secret.
///
/// A line that can't be written is logged instead, with all it says: the change has happened.
public final class AuditTrail implements Witness {
    private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);
    private static final String CLAIMED = AuditTrail.class.getName() + ".claimed";
    private static final int CREATED = 201;

    private final AuditLog log;
    private final Clock clock;

    public AuditTrail(AuditLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    /// Tells whose account a request that brings a password is about, known or not yet.
    public static void concerns(Context ctx, Caller account) {
        ctx.attribute(CLAIMED, account);
    }

    @Override
    public void saw(Context ctx, Operation operation, int status) {
        Optional<Caller> caller = Authenticator.known(ctx);
        boolean isLogin = operation.needed() == Permission.NONE;
        Outcome.of(status, isLogin, caller.isPresent() || isLogin)
                .map(outcome -> entry(ctx, operation, caller, outcome, status))
                .ifPresent(this::write);
    }

    private AuditEntry entry(
            Context ctx,
            Operation operation,
            Optional<Caller> caller,
            Outcome outcome,
            int status) {
        Optional<Caller> about = caller.or(() -> Optional.ofNullable(ctx.attribute(CLAIMED)));
        return new AuditEntry(
                clock.instant(),
                about.map(Caller::tenant).orElse(TenantId.DEFAULT),
                about.map(Caller::username).orElse(null),
                AuditEntry.credential(caller),
                ctx.ip(),
                operation.id(),
                subject(ctx, status),
                outcome,
                status);
    }

    /// What was created has a path of its own.
    private static String subject(Context ctx, int status) {
        String location = ctx.res().getHeader("Location");
        return status == CREATED && location != null ? location : ctx.path();
    }

    private void write(AuditEntry entry) {
        try {
            log.write(entry);
        } catch (SQLException e) {
            LOG.atError()
                    .setCause(e)
                    .addKeyValue("entry", entry)
                    .log("an entry of the audit log could not be written");
        }
    }
}
