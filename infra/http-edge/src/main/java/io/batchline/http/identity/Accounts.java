package io.batchline.http.identity;

import io.batchline.contract.id.TenantId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;

/// Who may log in. Passwords are kept as Argon2id hashes only.
public final class Accounts {
    /// The account that every installation has.
    public static final String ADMIN = "admin";

    private final DataSource database;
    private final Clock clock;
    private final Secret secrets = new Secret();
    private final PasswordHash hashes = new PasswordHash();

    /// What an unknown user's password is compared with, so that the answer takes as long as any.
    private final String nobodysHash;

    public Accounts(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.nobodysHash = hashes.of(secrets.draw());
    }

    /// The account of that name and password; empty when there is none, without saying which of the
    /// two is wrong.
    public Optional<Caller> verify(String username, String password) throws SQLException {
        Optional<Stored> stored = find(username);
        boolean right =
                hashes.matches(password, stored.map(Stored::passwordHash).orElse(nobodysHash));
        return right ? stored.map(Stored::caller) : Optional.empty();
    }

    /// The account of that name, whoever asks.
    public Optional<Caller> named(String username) throws SQLException {
        return find(username).map(Stored::caller);
    }

    /// Makes sure that `admin` is there and returns the password it gave it, which nobody can learn
    /// again; empty when it was there. Of several programs that start at once, one gets a password.
    public Optional<String> ensureAdmin() throws SQLException {
        if (find(ADMIN).isPresent()) {
            return Optional.empty();
        }
        String password = secrets.draw();
        return insertAdmin(password) ? Optional.of(password) : Optional.empty();
    }

    /// Makes sure that `admin` is there with this password. A changed one ends its sessions.
    public void setAdminPassword(String password) throws SQLException {
        Optional<Stored> stored = find(ADMIN);
        if (stored.isEmpty() && insertAdmin(password)) {
            return;
        }
        if (stored.isEmpty() || !hashes.matches(password, stored.get().passwordHash())) {
            replaceAdminPassword(hashes.of(password));
        }
    }

    private boolean insertAdmin(String password) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert =
                        connection.prepareStatement(
                                "insert into users (username, password_hash, tenant, role, created_at) values (?, ?, ?, ?, ?) on conflict do nothing")) {
            insert.setString(1, ADMIN);
            insert.setString(2, hashes.of(password));
            insert.setString(3, TenantId.DEFAULT.value());
            insert.setString(4, Role.ADMIN.wireId());
            insert.setObject(5, clock.instant().atOffset(ZoneOffset.UTC));
            return insert.executeUpdate() == 1;
        }
    }

    private void replaceAdminPassword(String hash) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update =
                        connection.prepareStatement(
                                "with changed as (update users set password_hash = ? where username = ? returning username), ended as (delete from stream_tickets where account in (select username from changed)) delete from sessions where username in (select username from changed)")) {
            update.setString(1, hash);
            update.setString(2, ADMIN);
            update.executeUpdate();
        }
    }

    private Optional<Stored> find(String username) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query =
                        connection.prepareStatement(
                                "select password_hash, tenant, role from users where username = ?")) {
            query.setString(1, username);
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? Optional.of(
                                new Stored(
                                        row.getString(1),
                                        new Caller(
                                                username,
                                                new TenantId(row.getString(2)),
                                                Role.ofWireId(row.getString(3)))))
                        : Optional.empty();
            }
        }
    }

    private record Stored(String passwordHash, Caller caller) {}
}
