package io.batchline.local;

import io.batchline.contract.id.TenantId;
import io.batchline.database.Database;
import io.batchline.http.identity.Accounts;
import io.batchline.http.identity.Caller;
import io.batchline.http.identity.Role;
import io.batchline.http.identity.Sessions;
import java.sql.SQLException;
import java.time.Clock;

/// Whoever runs this process: gets tokens without the admin's password, which is known only at the
/// first start.
final class Owner implements AutoCloseable {
    private final Database database;
    private final Sessions sessions;

    Owner(Database database, Clock clock) {
        this.database = database;
        this.sessions = new Sessions(database.dataSource(), clock);
    }

    String token() {
        try {
            return sessions.open(new Caller(Accounts.ADMIN, TenantId.DEFAULT, Role.ADMIN));
        } catch (SQLException e) {
            throw new IllegalStateException("no token for the admin can be made", e);
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
