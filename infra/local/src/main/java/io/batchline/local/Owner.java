package io.batchline.local;

import io.batchline.contract.id.TenantId;
import io.batchline.database.Database;
import io.batchline.http.Accounts;
import io.batchline.http.Caller;
import io.batchline.http.Role;
import io.batchline.http.Sessions;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;

/// Whoever runs this process: the admin's account, and tokens without its password, which is known
/// only at the first start.
final class Owner {
    private final Accounts accounts;
    private final Sessions sessions;

    Owner(Database database, Clock clock) {
        this.accounts = new Accounts(database.dataSource(), clock);
        this.sessions = new Sessions(database.dataSource(), clock);
    }

    /// Makes sure of the account.
    ///
    /// @return the password that was drawn; empty when it was given, or the account was there
    Optional<String> ensureAccount(Optional<String> password) {
        try {
            if (password.isPresent()) {
                accounts.setAdminPassword(password.get());
                return Optional.empty();
            }
            return accounts.ensureAdmin();
        } catch (SQLException e) {
            throw new IllegalStateException("the admin's account can't be made", e);
        }
    }

    String token() {
        try {
            return sessions.open(new Caller(Accounts.ADMIN, TenantId.DEFAULT, Role.ADMIN));
        } catch (SQLException e) {
            throw new IllegalStateException("no token for the admin can be made", e);
        }
    }
}
