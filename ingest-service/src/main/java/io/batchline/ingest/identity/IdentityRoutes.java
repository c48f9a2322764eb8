package io.batchline.ingest.identity;

import io.batchline.database.Database;
import io.batchline.http.Api;
import io.batchline.http.Routes;
import io.batchline.http.audit.AuditLines;
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
            Database database,
            Authenticator authenticator,
            Batches batches,
            TenantKeeping keeping,
            Runnable onKeepingChanged,
            Clock clock) {
        DataSource rows = database.dataSource();
        var users = new Users(rows, clock);
        this.parts =
                List.of(
                        new LoginRoutes(
                                new Accounts(rows, clock),
                                users,
                                new Sessions(rows, clock),
                                authenticator,
                                new LoginLimit(rows, clock)),
                        new UserRoutes(authenticator, users),
                        new TenantRoutes(authenticator, users, keeping, onKeepingChanged),
                        new KeyRoutes(authenticator, new ApiKeys(rows, clock)),
                        new TicketRoutes(authenticator, new Tickets(rows, clock), batches),
                        new AuditLogRoutes(authenticator, new AuditLines(database.tenantReads())));
    }

    @Override
    public void addTo(Api api) {
        parts.forEach(part -> part.addTo(api));
    }
}
