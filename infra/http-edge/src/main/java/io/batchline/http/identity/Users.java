package io.batchline.http.identity;

import io.batchline.contract.id.TenantId;
import io.batchline.database.Sql;
import io.batchline.database.Transactions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The accounts of a tenant, as its administrators see and change them. Whatever changes of an
/// account ends its sessions and tickets; its keys go only with the account.
public final class Users {
    private final Transactions transactions;
    private final Clock clock;
    private final PasswordHash hashes = new PasswordHash();

    public Users(DataSource database, Clock clock) {
        this.transactions = new Transactions(database);
        this.clock = clock;
    }

    public record User(String username, Role role, Instant createdAt) {}

    /// What became of a change.
    public enum Change {
        DONE,
        /// The tenant has no such account.
        UNKNOWN,
        /// The tenant would have no administrator any more.
        LAST_ADMIN,
        /// `admin` of the tenant `default` stays, and stays an administrator.
        FOUNDER
    }

    /// The tenant's accounts by name.
    ///
    /// @param after the name that the page begins after; null for the first
    public List<User> page(TenantId tenant, @Nullable String after, int limit) throws SQLException {
        return transactions.run(connection ->
                Sql.query(
                        connection,
                        "select username, role, created_at from users where tenant = ? and username > coalesce(?, '') order by username limit ?",
                        Users::user,
                        tenant.value(),
                        after,
                        limit));
    }

    public Optional<User> find(TenantId tenant, String username) throws SQLException {
        return transactions.run(connection ->
                Sql.first(
                        connection,
                        "select username, role, created_at from users where tenant = ? and username = ?",
                        Users::user,
                        tenant.value(),
                        username));
    }

    /// @return empty when the name is taken, also by one that differs in case only
    public Optional<User> create(TenantId tenant, String username, String password, Role role)
            throws SQLException {
        var user = new User(username, role, clock.instant());
        String hash = hashes.of(password);
        return transactions.run(connection -> insert(connection, tenant, user, hash));
    }

    /// A tenant with its first administrator.
    ///
    /// @return empty when the tenant is there already, or the name is taken
    public Optional<User> createTenant(
            TenantId tenant, String username, String password, String createdBy)
            throws SQLException {
        var user = new User(username, Role.ADMIN, clock.instant());
        String hash = hashes.of(password);
        return transactions.run(connection -> {
            int made =
                    Sql.update(
                            connection,
                            "insert into tenants (tenant, created_by, created_at) values (?, ?, ?) on conflict do nothing",
                            tenant.value(),
                            createdBy,
                            user.createdAt());
            return made == 1 ? insert(connection, tenant, user, hash) : Optional.empty();
        });
    }

    /// The tenants that have accounts here, by name.
    public List<TenantId> tenants(@Nullable String after, int limit) throws SQLException {
        return transactions.run(connection ->
                Sql.query(
                        connection,
                        "select tenant from tenants where tenant > coalesce(?, '') order by tenant limit ?",
                        row -> new TenantId(row.getString(1)),
                        after,
                        limit));
    }

    /// @param password null leaves it
    /// @param role null leaves it
    public Change change(
            TenantId tenant, String username, @Nullable String password, @Nullable Role role)
            throws SQLException {
        String hash = password == null ? null : hashes.of(password);
        return transactions.run(connection -> {
            Change refusal =
                    refusal(connection, tenant, username, role != null && role != Role.ADMIN);
            if (refusal == Change.DONE) {
                Sql.update(
                        connection,
                        "update users set password_hash = coalesce(?, password_hash), role = coalesce(?, role) where username = ?",
                        hash,
                        role == null ? null : role.wireId(),
                        username);
                endSessions(connection, username);
            }
            return refusal;
        });
    }

    /// Removes the account with its keys, sessions and tickets. What it did stays its.
    public Change remove(TenantId tenant, String username) throws SQLException {
        return transactions.run(connection -> {
            Change refusal = refusal(connection, tenant, username, true);
            if (refusal == Change.DONE) {
                Sql.update(connection, "delete from users where username = ?", username);
            }
            return refusal;
        });
    }

    /// Locks the tenant's administrators, so that of two who remove each other one stays.
    private static Change refusal(
            Connection connection, TenantId tenant, String username, boolean losesAdmin)
            throws SQLException {
        List<String> admins =
                Sql.query(
                        connection,
                        "select username from users where tenant = ? and role = 'admin' order by username for update",
                        row -> row.getString(1),
                        tenant.value());
        List<String> found =
                Sql.query(
                        connection,
                        "select username from users where tenant = ? and username = ? for update",
                        row -> row.getString(1),
                        tenant.value(),
                        username);
        return decide(!found.isEmpty(), tenant, username, admins, losesAdmin);
    }

    static Change decide(
            boolean isThere,
            TenantId tenant,
            String username,
            List<String> admins,
            boolean losesAdmin) {
        if (!isThere) {
            return Change.UNKNOWN;
        }
        if (!losesAdmin || !admins.contains(username)) {
            return Change.DONE;
        }
        if (tenant.equals(TenantId.DEFAULT) && username.equals(Accounts.ADMIN)) {
            return Change.FOUNDER;
        }
        return admins.size() == 1 ? Change.LAST_ADMIN : Change.DONE;
    }

    private static Optional<User> insert(
            Connection connection, TenantId tenant, User user, String hash) throws SQLException {
        int made =
                Sql.update(
                        connection,
                        """
                        insert into users (username, password_hash, tenant, role, created_at)
                        select ?, ?, ?, ?, ? where not exists (select from users where lower(username) = lower(?))
                        on conflict do nothing
                        """,
                        user.username(),
                        hash,
                        tenant.value(),
                        user.role().wireId(),
                        user.createdAt(),
                        user.username());
        if (made == 0) {
            connection.rollback();
        }
        return made == 1 ? Optional.of(user) : Optional.empty();
    }

    private static void endSessions(Connection connection, String username) throws SQLException {
        Sql.update(connection, "delete from sessions where username = ?", username);
        Sql.update(connection, "delete from stream_tickets where account = ?", username);
    }

    private static User user(ResultSet row) throws SQLException {
        return new User(
                row.getString(1),
                Role.ofWireId(row.getString(2)),
                Objects.requireNonNull(Sql.instant(row, "created_at")));
    }
}
