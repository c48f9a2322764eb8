package io.batchline.http.identity;

import io.batchline.contract.id.TenantId;
import io.batchline.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;

/// Opaque tokens and whom each lets in. The database holds only their SHA-256, so every service
/// checks them and nobody can read one there.
public final class Sessions implements Tokens {
    /// How long a token lets in.
    public static final Duration LIFETIME = Duration.ofHours(12);

    private final DataSource database;
    private final Clock clock;
    private final Secret secrets = new Secret();

    public Sessions(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// A new token for the caller; it is never shown again.
    public String open(Caller caller) throws SQLException {
        String token = secrets.draw();
        Instant now = clock.instant();
        try (Connection connection = database.getConnection()) {
            Sql.update(connection, "delete from sessions where expires_at <= ?", now);
            Sql.update(
                    connection,
                    "insert into sessions (token_hash, username, tenant, role, created_at, expires_at) values (?, ?, ?, ?, ?, ?)",
                    Secret.hash(token),
                    caller.username(),
                    caller.tenant().value(),
                    caller.role().wireId(),
                    now,
                    now.plus(LIFETIME));
        }
        return token;
    }

    @Override
    public Optional<Caller> find(String token) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return Sql.first(
                    connection,
                    "select username, tenant, role from sessions where token_hash = ? and expires_at > ?",
                    row ->
                            new Caller(
                                    row.getString(1),
                                    new TenantId(row.getString(2)),
                                    Role.ofWireId(row.getString(3))),
                    Secret.hash(token),
                    clock.instant());
        }
    }

    /// Ends the token; ending it again changes nothing.
    public void close(String token) throws SQLException {
        try (Connection connection = database.getConnection()) {
            Sql.update(connection, "delete from sessions where token_hash = ?", Secret.hash(token));
        }
    }
}
