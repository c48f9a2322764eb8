package io.batchline.ingest.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.batchline.contract.id.TenantId;
import io.batchline.contract.topic.Json;
import io.batchline.contract.webhook.WebhookEvent;
import io.batchline.contract.webhook.WebhookTest;
import io.batchline.database.Sql;
import io.batchline.database.Transactions;
import io.batchline.ingest.webhook.DeliveryRow.Attempt;
import io.batchline.ingest.webhook.DeliveryRow.State;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// A tenant's deliveries. Another tenant's do not exist.
final class Deliveries {
    private static final String SELECT =
            """
            select d.delivery_id, case when w.batch_id is null then d.webhook_id end as webhook_id,
                d.batch_id, d.event_id, d.type, d.url, d.state, d.created_at, d.next_attempt_at,
                d.finished_at, w.disabled_at is not null as is_disabled, w.webhook_id as target
            from webhook_deliveries d join webhooks w using (webhook_id)
            where d.tenant = ?
            """;

    private static final String FILTER =
            """
            and (?::text is null or d.batch_id = ?)
            and (?::text is null or (d.webhook_id = ? and w.batch_id is null))
            and (cardinality(?::text[]) = 0 or d.state = any(?::text[]))
            and (?::timestamptz is null or (d.created_at, d.delivery_id) < (?, ?::uuid))
            order by d.created_at desc, d.delivery_id desc limit ?
            """;

    private static final String ATTEMPTS =
            """
            select delivery_id, attempt, at, seconds, status, error from webhook_attempts
            where delivery_id = any(?::uuid[]) order by delivery_id, attempt
            """;

    private final Transactions transactions;
    private final Clock clock;
    private final JsonMapper mapper = Json.mapper();

    Deliveries(DataSource database, Clock clock) {
        this.transactions = new Transactions(database);
        this.clock = clock;
    }

    /// @param states empty for all
    /// @param before the last of the page before; null for the first page
    record Filter(
            @Nullable String batch,
            @Nullable String webhook,
            Set<State> states,
            @Nullable Place before) {
        Filter {
            states = Set.copyOf(states);
        }
    }

    /// Where in the list a delivery stands.
    record Place(Instant createdAt, UUID id) {
        private static final Instant NO_LATER = Instant.parse("9999-12-31T00:00:00Z");

        Place {
            // The database knows no others.
            if (createdAt.isBefore(Instant.EPOCH) || createdAt.isAfter(NO_LATER)) {
                throw new IllegalArgumentException("no delivery was made at " + createdAt);
            }
        }

        static Place of(String text) {
            int space = text.indexOf(' ');
            return new Place(
                    Instant.parse(text.substring(0, space)),
                    UUID.fromString(text.substring(space + 1)));
        }

        @Override
        public String toString() {
            return createdAt + " " + id;
        }
    }

    /// What came of a wish to send something.
    enum Outcome {
        DONE,
        UNKNOWN,
        /// It waits to be sent already.
        WAITS,
        /// The endpoint is disabled.
        DISABLED
    }

    /// The newest first.
    List<DeliveryRow> page(TenantId tenant, Filter filter, int limit) throws SQLException {
        Place before = filter.before();
        return transactions.run(connection -> {
            var states =
                    connection.createArrayOf(
                            "text", filter.states().stream().map(State::wireId).toArray());
            Instant at = before == null ? null : before.createdAt();
            List<DeliveryRow> found =
                    Sql.query(
                            connection,
                            SELECT + FILTER,
                            Deliveries::row,
                            tenant.value(),
                            filter.batch(),
                            filter.batch(),
                            filter.webhook(),
                            filter.webhook(),
                            states,
                            states,
                            at,
                            at,
                            before == null ? null : before.id(),
                            limit);
            return withAttempts(connection, found);
        });
    }

    Optional<DeliveryRow> find(TenantId tenant, UUID id) throws SQLException {
        return transactions.run(connection -> {
            List<DeliveryRow> found =
                    Sql.query(
                            connection,
                            SELECT + "and d.delivery_id = ?",
                            Deliveries::row,
                            tenant.value(),
                            id);
            return withAttempts(connection, found).stream().findFirst();
        });
    }

    /// Sends one again, as if it were new. A batch's own target that was disabled is tried again
    /// with it; an endpoint is enabled by itself first.
    Outcome replay(TenantId tenant, UUID id) throws SQLException {
        return transactions.run(connection -> {
            Optional<Outcome> decided =
                    Sql.first(
                            connection,
                            SELECT + "and d.delivery_id = ? for no key update of w, d",
                            Deliveries::replayOf,
                            tenant.value(),
                            id);
            if (decided.isPresent() && decided.get() == Outcome.DONE) {
                Sql.update(
                        connection,
                        """
                        update webhooks set disabled_at = null, disabled_because = null
                         where batch_id is not null and disabled_at is not null
                           and webhook_id = (select webhook_id from webhook_deliveries where delivery_id = ?)
                        """,
                        id);
                Sql.update(
                        connection,
                        """
                        update webhook_deliveries
                           set state = 'waiting', tries = 0, next_attempt_at = ?, finished_at = null
                         where delivery_id = ?
                        """,
                        clock.instant(),
                        id);
            }
            return decided.orElse(Outcome.UNKNOWN);
        });
    }

    private static Outcome replayOf(ResultSet row) throws SQLException {
        if (State.of(row.getString("state")) == State.WAITING) {
            return Outcome.WAITS;
        }
        boolean isEndpoint = row.getString("webhook_id") != null;
        return isEndpoint && row.getBoolean("is_disabled") ? Outcome.DISABLED : Outcome.DONE;
    }

    /// Sends an endpoint something to try it, one at a time.
    ///
    /// @param id of the new delivery
    Outcome test(TenantId tenant, Webhook webhook, UUID id) throws SQLException {
        if (webhook.disabledAt() != null) {
            return Outcome.DISABLED;
        }
        String event = "test-" + id;
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String body = json(WebhookEvent.test(event, webhook.id(), now));
        return transactions.run(connection -> {
            int locked =
                    Sql.query(
                                    connection,
                                    "select webhook_id from webhooks where webhook_id = ? for no key update",
                                    row -> row.getString(1),
                                    webhook.id())
                            .size();
            int added =
                    Sql.update(
                            connection,
                            """
                            insert into webhook_deliveries (delivery_id, webhook_id, tenant, event_id, type, body, url, next_attempt_at)
                            select ?, w.webhook_id, w.tenant, ?, ?, ?, w.url, ? from webhooks w
                             where w.webhook_id = ? and w.tenant = ? and not exists (
                                select from webhook_deliveries d
                                 where d.webhook_id = w.webhook_id and d.state = 'waiting' and d.type = ?)
                            """,
                            id,
                            event,
                            WebhookTest.TYPE,
                            body,
                            now,
                            webhook.id(),
                            tenant.value(),
                            WebhookTest.TYPE);
            if (locked == 0) {
                return Outcome.UNKNOWN;
            }
            return added == 1 ? Outcome.DONE : Outcome.WAITS;
        });
    }

    private String json(WebhookEvent<WebhookTest> event) {
        try {
            return mapper.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a test can't be written as JSON", e);
        }
    }

    private static List<DeliveryRow> withAttempts(Connection connection, List<DeliveryRow> found)
            throws SQLException {
        Map<UUID, List<Attempt>> attempts = new HashMap<>();
        Sql.query(
                connection,
                ATTEMPTS,
                row ->
                        attempts.computeIfAbsent(
                                        row.getObject("delivery_id", UUID.class),
                                        _ -> new ArrayList<>())
                                .add(attempt(row)),
                connection.createArrayOf("uuid", found.stream().map(DeliveryRow::id).toArray()));
        return found.stream()
                .map(row -> row.with(attempts.getOrDefault(row.id(), List.of())))
                .toList();
    }

    private static Attempt attempt(ResultSet row) throws SQLException {
        return new Attempt(
                row.getInt("attempt"),
                Objects.requireNonNull(Sql.instant(row, "at")),
                row.getDouble("seconds"),
                row.getObject("status", Integer.class),
                row.getString("error"));
    }

    private static DeliveryRow row(ResultSet row) throws SQLException {
        return new DeliveryRow(
                row.getObject("delivery_id", UUID.class),
                row.getString("webhook_id"),
                row.getString("batch_id"),
                row.getString("event_id"),
                row.getString("type"),
                row.getString("url"),
                State.of(row.getString("state")),
                Objects.requireNonNull(Sql.instant(row, "created_at")),
                Sql.instant(row, "next_attempt_at"),
                Sql.instant(row, "finished_at"),
                List.of());
    }
}
