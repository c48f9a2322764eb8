package io.batchline.http.identity;

import io.batchline.contract.id.TenantId;
import io.batchline.database.Sql;
import io.batchline.database.Transactions;
import io.batchline.http.identity.Caller.Credential;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Keys of programs. A key is `bl_<id>_<secret>`: the beginning says what it is, so that scanners
/// of published code find it, and which one; the database holds the SHA-256 of the whole.
///
/// A key belongs to an account, goes with it, and never allows more than the account does now.
public final class ApiKeys implements Tokens {
    /// How many keys an account may have.
    public static final int MOST = 100;

    private static final String MARK = "bl_";
    private static final int ID_LENGTH = 12;
    private static final Duration USE_IS_NOTED_EVERY = Duration.ofHours(1);
    private static final String COLUMNS =
            "k.key_id, k.username, u.tenant, k.name, k.role, k.created_at, k.used_at, k.expires_at";

    private final DataSource database;
    private final Transactions transactions;
    private final Clock clock;
    private final Secret secrets = new Secret();

    public ApiKeys(DataSource database, Clock clock) {
        this.database = database;
        this.transactions = new Transactions(database);
        this.clock = clock;
    }

    /// What is known of a key.
    ///
    /// @param usedAt right to the hour; null when it never was
    /// @param expiresAt null when it does not
    public record Key(
            String id,
            String username,
            String name,
            Role role,
            Instant createdAt,
            @Nullable Instant usedAt,
            @Nullable Instant expiresAt) {
        /// How the key begins.
        public String prefix() {
            return MARK + id;
        }
    }

    /// @param secret the whole key, never to be learned again
    public record Made(Key key, String secret) {
        /// Without the secret.
        @Override
        public String toString() {
            return "Made[key=%s]".formatted(key);
        }
    }

    static boolean looksLikeOne(String token) {
        return token.startsWith(MARK);
    }

    /// A key of the caller's account; empty when it has as many as it may.
    public Optional<Made> make(Caller owner, String name, Role role, @Nullable Duration lifetime)
            throws SQLException {
        Instant now = clock.instant();
        var key =
                new Key(
                        secrets.drawId(ID_LENGTH),
                        owner.username(),
                        name,
                        role.atMost(owner.role()),
                        now,
                        null,
                        lifetime == null ? null : now.plus(lifetime));
        String secret = key.prefix() + "_" + secrets.draw();
        return transactions.run(connection -> {
            // Of requests at once each counts what those before it made.
            Sql.query(
                    connection,
                    "select username from users where username = ? for update",
                    row -> row.getString(1),
                    owner.username());
            return insert(connection, key, secret)
                    ? Optional.of(new Made(key, secret))
                    : Optional.empty();
        });
    }

    private static boolean insert(Connection connection, Key key, String secret)
            throws SQLException {
        return Sql.update(
                        connection,
                        """
                        insert into api_keys (key_id, key_hash, username, name, role, created_at, expires_at)
                        select ?, ?, ?, ?, ?, ?, ?
                        where (select count(*) from api_keys where username = ?) < ?
                        """,
                        key.id(),
                        Secret.hash(secret),
                        key.username(),
                        key.name(),
                        key.role().wireId(),
                        key.createdAt(),
                        key.expiresAt(),
                        key.username(),
                        MOST)
                == 1;
    }

    @Override
    public Optional<Caller> find(String token) throws SQLException {
        Instant now = clock.instant();
        try (Connection connection = database.getConnection()) {
            Optional<Found> found =
                    Sql.first(
                            connection,
                            "select %s, u.role from api_keys k join users u using (username) where k.key_hash = ? and (k.expires_at is null or k.expires_at > ?)"
                                    .formatted(COLUMNS),
                            ApiKeys::found,
                            Secret.hash(token),
                            now);
            if (found.isPresent()) {
                noteUse(connection, found.get().key(), now);
            }
            return found.map(Found::caller);
        }
    }

    private static void noteUse(Connection connection, Key key, Instant now) throws SQLException {
        Instant used = key.usedAt();
        if (used == null || used.isBefore(now.minus(USE_IS_NOTED_EVERY))) {
            Sql.update(
                    connection, "update api_keys set used_at = ? where key_id = ?", now, key.id());
        }
    }

    /// The tenant's keys by their id, or those of one account.
    ///
    /// @param username null for every account
    /// @param after the id that the page begins after; null for the first
    public List<Key> page(
            TenantId tenant, @Nullable String username, @Nullable String after, int limit)
            throws SQLException {
        try (Connection connection = database.getConnection()) {
            return Sql.query(
                    connection,
                    """
                    select %s from api_keys k join users u using (username)
                    where u.tenant = ? and k.username = coalesce(?, k.username) and k.key_id > coalesce(?, '')
                    order by k.key_id limit ?
                    """
                            .formatted(COLUMNS),
                    ApiKeys::key,
                    tenant.value(),
                    username,
                    after,
                    limit);
        }
    }

    /// Ends a key of the tenant, or of one account.
    ///
    /// @param username null for every account
    /// @return false when there is no such key
    public boolean revoke(TenantId tenant, @Nullable String username, String id)
            throws SQLException {
        try (Connection connection = database.getConnection()) {
            return Sql.update(
                            connection,
                            """
                            delete from api_keys k using users u
                            where u.username = k.username and u.tenant = ?
                              and k.username = coalesce(?, k.username) and k.key_id = ?
                            """,
                            tenant.value(),
                            username,
                            id)
                    == 1;
        }
    }

    private static Found found(ResultSet row) throws SQLException {
        Key key = key(row);
        Role role = key.role().atMost(Role.ofWireId(row.getString(9)));
        return new Found(
                key,
                new Caller(
                        key.username(),
                        new TenantId(row.getString("tenant")),
                        role,
                        Credential.KEY));
    }

    private static Key key(ResultSet row) throws SQLException {
        return new Key(
                row.getString("key_id"),
                row.getString("username"),
                row.getString("name"),
                Role.ofWireId(row.getString(5)),
                Objects.requireNonNull(Sql.instant(row, "created_at")),
                Sql.instant(row, "used_at"),
                Sql.instant(row, "expires_at"));
    }

    private record Found(Key key, Caller caller) {}
}
