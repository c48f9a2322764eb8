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
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
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
            "webhook_id, url, events, since, description, created_by, created_at, disabled_at, disabled_because";

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
        Instant now = clock.instant();
        var subscription = Subscription.to(asked.events(), now);
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
                            insert into webhooks (webhook_id, tenant, url, events, since, description, secret, created_by, created_at)
                            select ?, ?, ?, ?::text[], ?::timestamptz[], ?, ?, ?, ?
                             where (select count(*) from webhooks where tenant = ? and batch_id is null) < ?
                            """,
                            id,
                            tenant.value(),
                            asked.url(),
                            events(connection, subscription),
                            since(connection, subscription),
                            asked.description(),
                            secret.bytes(),
                            by,
                            now,
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
            Webhook before = found.get();
            Subscription subscription =
                    before.subscription()
                            .changed(change.events(), change.enabled(), before.isEnabled(), now);
            Sql.update(
                    connection,
                    "update webhooks set events = ?::text[], since = ?::timestamptz[] where webhook_id = ?",
                    events(connection, subscription),
                    since(connection, subscription),
                    id);
            if (change.description() != null) {
                Sql.update(
                        connection,
                        "update webhooks set description = ? where webhook_id = ?",
                        change.description(),
                        id);
            }
            if (change.enabled() != null) {
                enable(connection, before, change.enabled(), now);
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
        } else if (webhook.isEnabled()) {
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
        var everything = Subscription.to(List.of(WebhookKind.values()), at);
        Sql.update(
                connection,
                """
                insert into webhooks (webhook_id, tenant, batch_id, url, events, since, created_by, created_at)
                values (?, ?, ?, ?, ?::text[], ?::timestamptz[], ?, ?)
                """,
                SigningSecret.drawId(),
                tenant.value(),
                batch.value(),
                url,
                events(connection, everything),
                since(connection, everything),
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

    private static Array events(Connection connection, Subscription subscription)
            throws SQLException {
        return connection.createArrayOf(
                "text", subscription.events().stream().map(WebhookKind::wireId).toArray());
    }

    /// From when on, in the order of the events.
    private static Array since(Connection connection, Subscription subscription)
            throws SQLException {
        return connection.createArrayOf(
                "timestamptz",
                subscription.since().values().stream()
                        .map(from -> from.atOffset(ZoneOffset.UTC))
                        .toArray());
    }

    private static Webhook webhook(ResultSet row) throws SQLException {
        return new Webhook(
                row.getString("webhook_id"),
                row.getString("url"),
                subscription(row),
                row.getString("description"),
                row.getString("created_by"),
                Objects.requireNonNull(Sql.instant(row, "created_at")),
                Sql.instant(row, "disabled_at"),
                row.getString("disabled_because"));
    }

    private static Subscription subscription(ResultSet row) throws SQLException {
        List<String> events = List.of((String[]) row.getArray("events").getArray());
        Timestamp[] since = (Timestamp[]) row.getArray("since").getArray();
        var subscribed = new EnumMap<WebhookKind, Instant>(WebhookKind.class);
        for (WebhookKind kind : WebhookKind.values()) {
            int at = events.indexOf(kind.wireId());
            if (at >= 0) {
                subscribed.put(kind, since[at].toInstant());
            }
        }
        return new Subscription(subscribed);
    }
}
