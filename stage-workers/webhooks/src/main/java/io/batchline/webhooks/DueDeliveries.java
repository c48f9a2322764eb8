package io.batchline.webhooks;

import io.batchline.database.Sql;
import io.batchline.database.Transactions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The deliveries as the sender sees them. Safe for any thread.
final class DueDeliveries {
    /// How long a delivery is its taker's. Longer than a call can take, names and addresses
    /// included: whoever has it longer has died.
    static final Duration LEASE = Duration.ofMinutes(2);

    /// No event that is older makes a delivery (see the projector), so none comes twice.
    static final Duration KEPT = Duration.ofDays(30);

    private static final int FORGOTTEN_AT_ONCE = 5_000;

    /// A few for each host and each tenant, those first that are due longest: a host with ten
    /// thousand that can't be delivered does not keep the others waiting, nor does a tenant with
    /// ten thousand hosts. Hosts are found by jumps through the index.
    private static final String CLAIM =
            """
            with recursive hosts (host) as (
                (select min(host) from webhook_deliveries where state = 'waiting')
                union all
                select (select min(d.host) from webhook_deliveries d
                        where d.state = 'waiting' and d.host > h.host)
                from hosts h where h.host is not null),
            due as (
                select d.delivery_id, d.next_attempt_at,
                    row_number() over (partition by d.tenant order by d.next_attempt_at) as nth
                from hosts h
                cross join lateral (
                    select delivery_id, tenant, next_attempt_at from webhook_deliveries
                    where state = 'waiting' and host = h.host and next_attempt_at <= ?
                    order by next_attempt_at limit ?) d
                where h.host <> all(?::text[]) and d.tenant <> all(?::text[])),
            taken as (
                select d.delivery_id from webhook_deliveries d join due using (delivery_id)
                where d.state = 'waiting' and d.next_attempt_at <= ? and due.nth <= ?
                order by due.next_attempt_at limit ? for update of d skip locked),
            claimed as (
                update webhook_deliveries d set claim = gen_random_uuid(), next_attempt_at = ?
                from taken where d.delivery_id = taken.delivery_id
                returning d.delivery_id, d.claim, d.webhook_id, d.tenant, d.url, d.host,
                    d.event_id, d.body, d.tries)
            select c.*, coalesce(w.secret, t.secret) as secret,
                case when w.previous_until > ? then w.previous
                     when w.secret is null and t.previous_until > ? then t.previous end as previous
            from claimed c join webhooks w using (webhook_id)
            left join webhook_secrets t on t.tenant = c.tenant
            """;

    private static final String MARK =
            """
            update webhook_deliveries
               set state = ?, tries = ?, next_attempt_at = ?, finished_at = ?, claim = null
             where delivery_id = ? and claim = ?
            """;

    private static final String NOTE =
            """
            insert into webhook_attempts (delivery_id, attempt, at, seconds, status, error)
            select d.delivery_id,
                1 + coalesce((select max(attempt) from webhook_attempts a where a.delivery_id = d.delivery_id), 0),
                ?, ?, ?, ?
            from webhook_deliveries d where d.delivery_id = ? for key share of d
            on conflict do nothing
            """;

    private final Transactions transactions;

    DueDeliveries(DataSource database) {
        this.transactions = new Transactions(database);
    }

    record Share(int perHost, int perTenant) {}

    record Busy(Collection<String> hosts, Collection<String> tenants) {}

    /// Takes what is due.
    ///
    /// @param share how many for one host and for one tenant at most
    /// @param busy hosts and tenants that get nothing now
    List<Delivery> claim(Instant now, int most, Share share, Busy busy) throws SQLException {
        return transactions.run(connection ->
                Sql.query(
                        connection,
                        CLAIM,
                        DueDeliveries::delivery,
                        now,
                        share.perHost(),
                        connection.createArrayOf("text", busy.hosts().toArray()),
                        connection.createArrayOf("text", busy.tenants().toArray()),
                        now,
                        share.perTenant(),
                        most,
                        now.plus(LEASE),
                        now,
                        now));
    }

    /// Writes down how a try went, and what becomes of the delivery, unless somebody else has it
    /// now.
    void mark(Delivery delivery, Attempt attempt, Verdict verdict, Instant now)
            throws SQLException {
        transactions.run(connection -> {
            if (verdict instanceof Verdict.Gone) {
                // First of all: of two that hear this at once, the second waits here and not where
                // each has what the other wants.
                disable(connection, delivery, now);
            }
            int changed = mark(connection, delivery, verdict, now);
            note(connection, delivery, attempt);
            return changed;
        });
    }

    private static int mark(Connection connection, Delivery delivery, Verdict verdict, Instant now)
            throws SQLException {
        return switch (verdict) {
            case Verdict.Delivered _ -> mark(connection, delivery, "delivered", null, now);
            case Verdict.Again(Duration after) ->
                    mark(connection, delivery, "waiting", now.plus(after), null);
            case Verdict.Failed _, Verdict.Gone _ ->
                    mark(connection, delivery, "failed", null, now);
        };
    }

    private static int mark(
            Connection connection,
            Delivery delivery,
            String state,
            @Nullable Instant next,
            @Nullable Instant finished)
            throws SQLException {
        return Sql.update(
                connection,
                MARK,
                state,
                delivery.tries() + 1,
                next,
                finished,
                delivery.id(),
                delivery.claim());
    }

    private static void note(Connection connection, Delivery delivery, Attempt attempt)
            throws SQLException {
        Answer answer = attempt.answer();
        Sql.update(
                connection,
                NOTE,
                attempt.at(),
                attempt.seconds(),
                answer instanceof Answer.Status status ? status.code() : null,
                answer instanceof Answer.None none ? none.error() : null,
                delivery.id());
    }

    private static void disable(Connection connection, Delivery delivery, Instant now)
            throws SQLException {
        Sql.update(
                connection,
                """
                update webhooks set disabled_at = ?, disabled_because = 'it answered 410 Gone'
                 where webhook_id = ? and disabled_at is null
                """,
                now,
                delivery.webhookId());
        Sql.update(
                connection,
                """
                update webhook_deliveries
                   set state = 'failed', next_attempt_at = null, claim = null, finished_at = ?
                 where webhook_id = ? and state = 'waiting' and delivery_id <> ?
                """,
                now,
                delivery.webhookId(),
                delivery.id());
    }

    /// Removes what is older than [#KEPT], and secrets that sign no more; whether there may be
    /// more.
    boolean forgetOld(Instant now) throws SQLException {
        return transactions.run(connection -> {
            for (String table : List.of("webhooks", "webhook_secrets")) {
                Sql.update(
                        connection,
                        "update %s set previous = null, previous_until = null where previous_until < ?"
                                .formatted(table),
                        now);
            }
            int removed =
                    Sql.update(
                            connection,
                            """
                            delete from webhook_deliveries where delivery_id in
                                (select delivery_id from webhook_deliveries where created_at < ? limit ?)
                            """,
                            now.minus(KEPT),
                            FORGOTTEN_AT_ONCE);
            return removed == FORGOTTEN_AT_ONCE;
        });
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        var secrets = new ArrayList<byte[]>();
        for (String column : List.of("secret", "previous")) {
            byte[] secret = row.getBytes(column);
            if (secret != null) {
                secrets.add(secret);
            }
        }
        return new Delivery(
                row.getObject("delivery_id", UUID.class),
                row.getObject("claim", UUID.class),
                row.getString("webhook_id"),
                row.getString("tenant"),
                row.getString("url"),
                row.getString("host"),
                row.getString("event_id"),
                row.getString("body"),
                row.getInt("tries"),
                secrets);
    }

    /// @param seconds until the answer was there, or it was clear that none comes
    record Attempt(Instant at, double seconds, Answer answer) {}
}
