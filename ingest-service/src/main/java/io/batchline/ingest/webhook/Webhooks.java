package io.batchline.ingest.webhook;

import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.TenantId;
import io.batchline.contract.webhook.WebhookKind;
import io.batchline.database.Sql;
import io.batchline.database.Transactions;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// A tenant's endpoints and secrets. Another tenant's do not exist.
public final class Webhooks {
    /// How long the secret before a change signs too.
    static final Duration OVERLAP = Duration.ofHours(24);

    /// Endpoints of a tenant.
    static final int MOST = 20;

    private static final String COLUMNS =
            "webhook_id, url, events, description, created_by, created_at, disabled_at, disabled_because";

    private final Transactions transactions;
    private final Clock clock;

    public Webhooks(DataSource database, Clock clock) {
        this.transactions = new Transactions(database);
        this.clock = clock;
    }

    /// @param after the id that the page begins after; null for the first
    List<Webhook> page(TenantId tenant, @Nullable String after, int limit) throws SQLException {
        return transactions.run(connection ->
                Sql.query(
                        connection,
                        "select %s from webhooks where tenant = ? and batch_id is null and webhook_id > coalesce(?, '') order by webhook_id limit ?"
                                .formatted(COLUMNS),
                        Webhooks::webhook,
                        tenant.value(),
                        after,
                        limit));
    }

    Optional<Webhook> find(TenantId tenant, String id) throws SQLException {
        return transactions.run(connection -> find(connection, tenant, id, ""));
    }

    /// @return empty when the tenant has as many as it may
    Optional<Webhook> create(TenantId tenant, WebhookRequest asked, String by, SigningSecret secret)
            throws SQLException {
        String id = SigningSecret.drawId();
        return transactions.run(connection -> {
            // One at a time in a tenant, so that the count holds.
            Sql.query(
                    connection,
                    "select pg_advisory_xact_lock(hashtextextended(?, 10))",
                    _ -> true,
                    "webhooks of " + tenant);
            int made =
                    Sql.update(
                            connection,
                            """
                            insert into webhooks (webhook_id, tenant, url, events, description, secret, created_by, created_at)
                            select ?, ?, ?, ?::text[], ?, ?, ?, ?
                             where (select count(*) from webhooks where tenant = ? and batch_id is null) < ?
                            """,
                            id,
                            tenant.value(),
                            asked.url(),
                            events(connection, asked.events()),
                            asked.description(),
                            secret.bytes(),
                            by,
                            clock.instant(),
                            tenant.value(),
                            MOST);
            return made == 1 ? find(connection, tenant, id, "") : Optional.empty();
        });
    }

    /// @return the endpoint as it is now; empty when there is none
    Optional<Webhook> change(TenantId tenant, String id, WebhookChange change) throws SQLException {
        Instant now = clock.instant();
        return transactions.run(connection -> {
            Optional<Webhook> found = find(connection, tenant, id, "for no key update");
            if (found.isEmpty()) {
                return found;
            }
            if (change.events() != null) {
                Sql.update(
                        connection,
                        "update webhooks set events = ?::text[] where webhook_id = ?",
                        events(connection, change.events()),
                        id);
            }
            if (change.description() != null) {
                Sql.update(
                        connection,
                        "update webhooks set description = ? where webhook_id = ?",
                        change.description(),
                        id);
            }
            if (change.enabled() != null) {
                enable(connection, found.get(), change.enabled(), now);
            }
            return find(connection, tenant, id, "");
        });
    }

    private static void enable(Connection connection, Webhook webhook, boolean enabled, Instant now)
            throws SQLException {
        if (enabled) {
            Sql.update(
                    connection,
                    "update webhooks set disabled_at = null, disabled_because = null where webhook_id = ?",
                    webhook.id());
        } else if (webhook.disabledAt() == null) {
            Sql.update(
                    connection,
                    "update webhooks set disabled_at = ?, disabled_because = 'an administrator disabled it' where webhook_id = ?",
                    now,
                    webhook.id());
            Sql.update(
                    connection,
                    """
                    update webhook_deliveries
                       set state = 'failed', next_attempt_at = null, claim = null, finished_at = ?
                     where webhook_id = ? and state = 'waiting'
                    """,
                    now,
                    webhook.id());
        }
    }

    /// Removes an endpoint with its deliveries.
    boolean remove(TenantId tenant, String id) throws SQLException {
        return transactions.run(connection ->
                Sql.update(
                                connection,
                                "delete from webhooks where tenant = ? and webhook_id = ? and batch_id is null",
                                tenant.value(),
                                id)
                        == 1);
    }

    /// Gives an endpoint another secret; until when the one before signs too. Empty when there is
    /// no such endpoint.
    Optional<Instant> rotate(TenantId tenant, String id, SigningSecret secret) throws SQLException {
        Instant until = clock.instant().plus(OVERLAP);
        int changed =
                transactions.run(connection ->
                        Sql.update(
                                connection,
                                """
                                update webhooks set previous = secret, previous_until = ?, secret = ?
                                 where tenant = ? and webhook_id = ? and batch_id is null
                                """,
                                until,
                                secret.bytes(),
                                tenant.value(),
                                id));
        return changed == 1 ? Optional.of(until) : Optional.empty();
    }

    /// Gives the tenant another secret for the `webhook_url` of batches; until when the one before
    /// signs too.
    Instant rotate(TenantId tenant, SigningSecret secret) throws SQLException {
        Instant until = clock.instant().plus(OVERLAP);
        return transactions.run(connection -> {
            Sql.update(
                    connection,
                    """
                    insert into webhook_secrets as s (tenant, secret) values (?, ?)
                    on conflict (tenant) do update set
                        previous = s.secret, previous_until = ?, secret = excluded.secret
                    """,
                    tenant.value(),
                    secret.bytes(),
                    until);
            return until;
        });
    }

    /// Tells one batch's events to a URL, in the transaction that creates the batch. A tenant
    /// without a secret gets one, which nobody knows until somebody asks for another.
    public static void addFor(
            Connection connection,
            TenantId tenant,
            BatchId batch,
            String url,
            String by,
            Instant at)
            throws SQLException {
        Sql.update(
                connection,
                "insert into webhook_secrets (tenant, secret) values (?, ?) on conflict do nothing",
                tenant.value(),
                SigningSecret.draw().bytes());
        Sql.update(
                connection,
                """
                insert into webhooks (webhook_id, tenant, batch_id, url, events, created_by, created_at)
                values (?, ?, ?, ?, ?::text[], ?, ?)
                """,
                SigningSecret.drawId(),
                tenant.value(),
                batch.value(),
                url,
                events(connection, List.of(WebhookKind.values())),
                by,
                at);
    }

    private static Optional<Webhook> find(
            Connection connection, TenantId tenant, String id, String lock) throws SQLException {
        return Sql.first(
                connection,
                "select %s from webhooks where tenant = ? and webhook_id = ? and batch_id is null %s"
                        .formatted(COLUMNS, lock),
                Webhooks::webhook,
                tenant.value(),
                id);
    }

    private static Array events(Connection connection, Collection<WebhookKind> kinds)
            throws SQLException {
        return connection.createArrayOf("text", kinds.stream().map(WebhookKind::wireId).toArray());
    }

    private static Webhook webhook(ResultSet row) throws SQLException {
        List<String> events = List.of((String[]) row.getArray("events").getArray());
        return new Webhook(
                row.getString("webhook_id"),
                row.getString("url"),
                Arrays.stream(WebhookKind.values())
                        .filter(kind -> events.contains(kind.wireId()))
                        .toList(),
                row.getString("description"),
                row.getString("created_by"),
                Objects.requireNonNull(Sql.instant(row, "created_at")),
                Sql.instant(row, "disabled_at"),
                row.getString("disabled_because"));
    }
}
