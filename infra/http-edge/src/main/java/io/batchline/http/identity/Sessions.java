package io.batchline.http.identity;

import io.batchline.contract.id.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import javax.sql.DataSource;

/// Opaque tokens and whom each lets in. The database holds only their SHA-256, so every service
/// checks them and nobody can read one there.
public final class Sessions {
    /// How long a token lets in.
    public static final Duration LIFETIME = Duration.ofHours(12);

    private static final int TOKEN_BYTES = 32;

    private final DataSource database;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public Sessions(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// A new token for the caller; it is never shown again.
    public String open(Caller caller) throws SQLException {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Instant now = clock.instant();
        try (Connection connection = database.getConnection()) {
            forgetExpired(connection, now);
            insert(connection, token, caller, now);
        }
        return token;
    }

    /// Whom the token lets in; empty when it is unknown, ended or expired.
    public Optional<Caller> find(String token) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query =
                        connection.prepareStatement(
                                "select username, tenant, role from sessions where token_hash = ? and expires_at > ?")) {
            query.setBytes(1, hash(token));
            query.setObject(2, clock.instant().atOffset(ZoneOffset.UTC));
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? Optional.of(
                                new Caller(
                                        row.getString(1),
                                        new TenantId(row.getString(2)),
                                        Role.ofWireId(row.getString(3))))
                        : Optional.empty();
            }
        }
    }

    /// Ends the token; ending it again changes nothing.
    public void close(String token) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement delete =
                        connection.prepareStatement("delete from sessions where token_hash = ?")) {
            delete.setBytes(1, hash(token));
            delete.executeUpdate();
        }
    }

    private static void insert(Connection connection, String token, Caller caller, Instant now)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert into sessions (token_hash, username, tenant, role, created_at, expires_at) values (?, ?, ?, ?, ?, ?)")) {
            insert.setBytes(1, hash(token));
            insert.setString(2, caller.username());
            insert.setString(3, caller.tenant().value());
            insert.setString(4, caller.role().wireId());
            insert.setObject(5, now.atOffset(ZoneOffset.UTC));
            insert.setObject(6, now.plus(LIFETIME).atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }

    private static void forgetExpired(Connection connection, Instant now) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("delete from sessions where expires_at <= ?")) {
            delete.setObject(1, now.atOffset(ZoneOffset.UTC));
            delete.executeUpdate();
        }
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
