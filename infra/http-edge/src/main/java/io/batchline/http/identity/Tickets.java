package io.batchline.http.identity;

import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.TenantId;
import io.batchline.database.Sql;
import io.batchline.http.identity.Caller.Credential;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;

/// Tickets for the stream of one batch, for clients that can set no header. A ticket stands in an
/// address, where it may be seen: so it opens one stream once, soon, and after that only lets the
/// same client come back to where it was. Kept in the database, as SHA-256, so that every replica
/// takes them.
public final class Tickets {
    /// Within this time a ticket has to be redeemed.
    public static final Duration REDEEMED_WITHIN = Duration.ofSeconds(60);

    /// For this long a redeemed one lets in again.
    public static final Duration LIFETIME = Duration.ofHours(12);

    private final DataSource database;
    private final Clock clock;
    private final Secret secrets = new Secret();

    public Tickets(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// A ticket for the batch's stream, as the caller may see it; never shown again.
    public String issue(Caller caller, BatchId batch) throws SQLException {
        String ticket = secrets.draw();
        Instant now = clock.instant();
        try (Connection connection = database.getConnection()) {
            Sql.update(
                    connection,
                    "delete from stream_tickets where ends_at <= ? or (redeemed_at is null and redeem_by <= ?)",
                    now,
                    now);
            Sql.update(
                    connection,
                    "insert into stream_tickets (ticket_hash, batch_id, tenant, username, account, created_at, redeem_by, ends_at) values (?, ?, ?, ?, ?, ?, ?, ?)",
                    Secret.hash(ticket),
                    batch.value(),
                    caller.tenant().value(),
                    caller.username(),
                    caller.hasAccount() ? caller.username() : null,
                    now,
                    now.plus(REDEEMED_WITHIN),
                    now.plus(LIFETIME));
        }
        return ticket;
    }

    /// Whom the ticket lets in to that batch's stream.
    ///
    /// @param comesBack whether the client says where it was: what a ticket that is redeemed
    ///   already asks for
    public Optional<Caller> redeem(String ticket, String batch, boolean comesBack)
            throws SQLException {
        try (Connection connection = database.getConnection()) {
            Optional<Caller> first = redeemFirst(connection, ticket, batch);
            return first.isPresent() || !comesBack ? first : readmit(connection, ticket, batch);
        }
    }

    /// Of two at once one meets the row unredeemed.
    private Optional<Caller> redeemFirst(Connection connection, String ticket, String batch)
            throws SQLException {
        Instant now = clock.instant();
        return Sql.first(
                connection,
                """
                update stream_tickets set redeemed_at = ?
                where ticket_hash = ? and batch_id = ? and redeemed_at is null and redeem_by > ?
                returning username, tenant
                """,
                row -> caller(row, Credential.TICKET),
                now,
                Secret.hash(ticket),
                batch,
                now);
    }

    private Optional<Caller> readmit(Connection connection, String ticket, String batch)
            throws SQLException {
        return Sql.first(
                connection,
                "select username, tenant from stream_tickets where ticket_hash = ? and batch_id = ? and redeemed_at is not null and ends_at > ?",
                row -> caller(row, Credential.USED_TICKET),
                Secret.hash(ticket),
                batch,
                clock.instant());
    }

    private static Caller caller(ResultSet row, Credential credential) throws SQLException {
        return new Caller(
                row.getString(1), new TenantId(row.getString(2)), Role.VIEWER, credential);
    }
}
