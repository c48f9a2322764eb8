package io.batchline.http.identity;

import io.batchline.contract.id.TenantId;
import io.batchline.database.GroupedReads;
import io.batchline.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
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
    private final GroupedReads<String, Caller> callers;

    public Sessions(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.callers = new GroupedReads<>(database, this::callers);
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

    /// Asks the database each time; requests of the same moment ask together.
    @Override
    public Optional<Caller> find(String token) throws SQLException {
        return callers.find(hash(token));
    }

    private Map<String, Caller> callers(Connection connection, List<String> hashes)
            throws SQLException {
        var found = new HashMap<String, Caller>();
        Sql.query(
                connection,
                "select encode(token_hash, 'hex'), username, tenant, role from sessions where token_hash = any(?::bytea[]) and expires_at > ?",
                row ->
                        found.put(
                                row.getString(1),
                                new Caller(
                                        row.getString(2),
                                        new TenantId(row.getString(3)),
                                        Role.ofWireId(row.getString(4)))),
                connection.createArrayOf(
                        "bytea",
                        hashes.stream()
                                .distinct()
                                .map(HexFormat.of()::parseHex)
                                .toArray(byte[][]::new)),
                clock.instant());
        return found;
    }

    private static String hash(String token) {
        return HexFormat.of().formatHex(Secret.hash(token));
    }

    /// Ends the token; ending it again changes nothing.
    public void close(String token) throws SQLException {
        try (Connection connection = database.getConnection()) {
            Sql.update(connection, "delete from sessions where token_hash = ?", Secret.hash(token));
        }
    }
}
