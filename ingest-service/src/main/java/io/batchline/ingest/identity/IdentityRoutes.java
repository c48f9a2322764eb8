package io.batchline.ingest.identity;

import io.batchline.http.Api;
import io.batchline.http.Routes;
import io.batchline.http.audit.AuditLog;
import io.batchline.http.identity.Accounts;
import io.batchline.http.identity.ApiKeys;
import io.batchline.http.identity.Authenticator;
import io.batchline.http.identity.LoginLimit;
import io.batchline.http.identity.Sessions;
import io.batchline.http.identity.Tickets;
import io.batchline.http.identity.Users;
import io.batchline.ingest.batch.Batches;
import io.batchline.ingest.retention.TenantKeeping;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;

/// All routes of this package.
public final class IdentityRoutes implements Routes {
    private final List<Routes> parts;

    /// @param onKeepingChanged called when a tenant says anew how long things are kept
    public IdentityRoutes(
            DataSource database,
            Authenticator authenticator,
            Batches batches,
            TenantKeeping keeping,
            Runnable onKeepingChanged,
            Clock clock) {
        var users = new Users(database, clock);
        this.parts =
                List.of(
                        new LoginRoutes(
                                new Accounts(database, clock),
                                users,
                                new Sessions(database, clock),
                                authenticator,
                                new LoginLimit(database, clock)),
                        new UserRoutes(authenticator, users),
                        new TenantRoutes(authenticator, users, keeping, onKeepingChanged),
                        new KeyRoutes(authenticator, new ApiKeys(database, clock)),
                        new TicketRoutes(authenticator, new Tickets(database, clock), batches),
                        new AuditLogRoutes(authenticator, new AuditLog(database)));
    }

    @Override
    public void addTo(Api api) {
        parts.forEach(part -> part.addTo(api));
    }
}
