package io.batchline.projector;

import io.batchline.contract.batch.Batch;
import io.batchline.contract.webhook.BatchNews;
import io.batchline.contract.webhook.WebhookEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// The statement on `webhook_deliveries`: what has happened to batches, for each that wants to know
/// of it.
///
/// An event is there once for each, however often records come. The same is true after old
/// deliveries are removed: no event is older than those that are kept.
final class DeliveryTable {
    /// Locks what the new rows refer to: a batch or a webhook that is being deleted has no event,
    /// and no record is refused for it; one that is being disabled is disabled first. What happened
    /// before a kind of event counted for an endpoint is not for it; a batch tells its own target
    /// everything. The two kinds of webhooks are asked for apart: a tenant may have many batches
    /// with one of their own.
    private static final String ADD =
            """
            insert into webhook_deliveries
                (webhook_id, tenant, batch_id, event_id, type, body, url)
            select w.webhook_id, w.tenant, b.batch_id, e.event_id, e.type, e.body, w.url
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[])
                as e (batch_id, event_id, kind, type, body, at)
            join batches b on b.batch_id = e.batch_id
            join lateral (
                select webhook_id from webhooks where batch_id = b.batch_id
                union all
                select webhook_id from webhooks
                where tenant = b.tenant and batch_id is null) wanted on true
            join webhooks w on w.webhook_id = wanted.webhook_id
            where w.disabled_at is null
                and e.kind = any(w.events)
                and (w.batch_id is not null or w.since[array_position(w.events, e.kind)] <= e.at)
                and e.at > now() - interval '29 days'
            for key share of b for share of w
            on conflict (event_id, webhook_id) do nothing
            """;

    private static final int REMEMBERED = 20_000;

    private final Text text;

    /// Ids of events that are written. States of a batch come often and tell what was told before.
    private final Map<String, Boolean> written =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                    return size() > REMEMBERED;
                }
            };

    DeliveryTable(Text text) {
        this.text = text;
    }

    /// @return ids of what was written, for [#remember] once it is committed
    Set<String> write(Connection connection, Collection<Batch> states) throws SQLException {
        var events = new LinkedHashMap<String, WebhookEvent<BatchNews>>();
        for (Batch state : states) {
            for (var event : BatchEvents.of(state)) {
                if (!written.containsKey(event.id())) {
                    events.putIfAbsent(event.id(), event);
                }
            }
        }
        if (!events.isEmpty()) {
            add(connection, List.copyOf(events.values()));
        }
        return events.keySet();
    }

    void remember(Set<String> committed) {
        committed.forEach(id -> written.put(id, true));
    }

    private void add(Connection connection, List<WebhookEvent<BatchNews>> events)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ADD)) {
            int at = 1;
            for (Object[] column : columns(events)) {
                statement.setArray(
                        at, connection.createArrayOf(at == 6 ? "timestamptz" : "text", column));
                at++;
            }
            statement.executeUpdate();
        }
    }

    private List<Object[]> columns(List<WebhookEvent<BatchNews>> events) {
        var columns = new ArrayList<Object[]>();
        columns.add(column(events, WebhookEvent::subject));
        columns.add(column(events, WebhookEvent::id));
        columns.add(
                column(events, event -> event.type().substring(event.type().lastIndexOf('.') + 1)));
        columns.add(column(events, WebhookEvent::type));
        columns.add(column(events, text::json));
        columns.add(column(events, event -> event.time().atOffset(ZoneOffset.UTC)));
        return columns;
    }

    private static Object[] column(
            List<WebhookEvent<BatchNews>> events, Function<WebhookEvent<BatchNews>, ?> value) {
        return events.stream().map(value).toArray();
    }
}
