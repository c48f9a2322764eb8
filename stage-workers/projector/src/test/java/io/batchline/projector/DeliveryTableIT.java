package io.batchline.projector;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.stage.Stage;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Events of batches for those that want to hear of them.
final class DeliveryTableIT extends ReadModelFixture {
    private static final String IDS =
            "select webhook_id || ' ' || substr(event_id, 38) from webhook_deliveries %s order by 1";

    private final BatchLife life =
            new BatchLife(batch, Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.MICROS));

    /// @param id padded to a webhook's
    private void webhook(String id, String tenant, String events, String ofBatch, String since)
            throws SQLException {
        execute(
                """
                insert into webhooks (webhook_id, tenant, batch_id, url, events, since, secret, created_by, created_at)
                select '%s', '%s', %s, 'https://A.example:8443/x?y', events, array_fill(made, array[cardinality(events)]),
                       %s, 'admin', made
                  from (values ('%s'::text[], now() - interval '%s')) as given (events, made)
                """
                        .formatted(
                                (id + "aaaaaaaaaaaaaaaa").substring(0, 16),
                                tenant,
                                ofBatch,
                                ofBatch.equals("null") ? "decode(repeat('00', 32), 'hex')" : "null",
                                events,
                                since));
    }

    private void known() throws SQLException {
        execute(
                """
                insert into batches (batch_id, tenant, owner, workload, name, definition, requested_status, requested_at, created_at)
                values ('%s', 'default', 'admin', 'w', 'n', '{}', 'processing', now(), now())
                """
                        .formatted(batch));
    }

    @Test
    void each_event_is_there_once_for_each_that_wants_it_however_often_records_come()
            throws SQLException {
        // given
        execute("delete from webhooks");
        known();
        webhook(
                "all",
                "default",
                "{started,stage_finished,completed,failed,cancelled}",
                "null",
                "1 hour");
        webhook("ends", "default", "{completed,failed}", "null", "1 hour");
        webhook("late", "default", "{started,completed}", "null", "0 s");
        webhook("other", "north", "{completed}", "null", "1 hour");
        webhook("own", "default", "{started,completed}", "'%s'".formatted(batch), "0 s");
        var records =
                List.of(
                        record(life.through(Stage.EXTRACT).is(BatchStatus.PROCESSING)),
                        record(life.through(Stage.EXTRACT).is(BatchStatus.CANCELLED)),
                        record(life.through(Stage.EXTRACT).is(BatchStatus.COMPLETED)));

        // when
        projector.apply(records);
        projector.apply(records);
        var other = new Projector(dataSource(), (_, error) -> unreadable.add(error.getMessage()));
        other.apply(records);

        // then
        assertThat(query(IDS))
                .containsExactly(
                        "allaaaaaaaaaaaaa 1-cancelled",
                        "allaaaaaaaaaaaaa 1-completed",
                        "allaaaaaaaaaaaaa 1-stage_finished-extracting",
                        "allaaaaaaaaaaaaa 1-started",
                        "endsaaaaaaaaaaaa 1-completed",
                        "ownaaaaaaaaaaaaa 1-completed",
                        "ownaaaaaaaaaaaaa 1-started");
        assertThat(query("select distinct host, state, tries from webhook_deliveries %s"))
                .containsExactly("a.example:8443|waiting|0");
        assertThat(unreadable).isEmpty();
    }

    @Test
    void
            what_counts_for_an_endpoint_since_later_is_not_told_of_before_by_a_projector_that_reads_again()
                    throws SQLException {
        // given
        execute("delete from webhooks");
        known();
        webhook("wide", "default", "{started,completed}", "null", "1 hour");
        webhook("own", "default", "{started,completed}", "'%s'".formatted(batch), "0 s");
        execute(
                "update webhooks set events = '{completed}', since = since[2:2] where webhook_id like 'wide%'");
        var records = List.of(record(life.through(Stage.EXTRACT).is(BatchStatus.COMPLETED)));
        projector.apply(records);
        execute("delete from webhook_deliveries");

        // when
        execute(
                "update webhooks set events = '{completed,started}', since = array[since[1], now()] where webhook_id like 'wide%'");
        new Projector(dataSource(), (_, error) -> unreadable.add(error.getMessage()))
                .apply(records);

        // then
        assertThat(query(IDS))
                .containsExactly(
                        "ownaaaaaaaaaaaaa 1-completed",
                        "ownaaaaaaaaaaaaa 1-started",
                        "wideaaaaaaaaaaaa 1-completed");
        assertThat(unreadable).isEmpty();
    }

    @Test
    void what_happened_long_ago_or_to_a_batch_that_is_gone_is_told_to_nobody() throws SQLException {
        // given
        execute("delete from webhooks");
        webhook("all", "default", "{started,completed}", "null", "400 days");
        var old = new BatchLife(batch, Instant.now().minus(40, ChronoUnit.DAYS));

        // when
        projector.apply(List.of(record(life.is(BatchStatus.PROCESSING))));
        known();
        projector.apply(List.of(record(old.retried(false).is(BatchStatus.PROCESSING))));

        // then
        assertThat(query(IDS)).isEmpty();
        assertThat(unreadable).isEmpty();
    }

    @Test
    void deliveries_go_with_their_batch_and_with_their_tenant() throws SQLException {
        // given
        execute("delete from webhooks");
        known();
        webhook("all", "default", "{started}", "null", "1 hour");
        webhook("own", "default", "{started}", "'%s'".formatted(batch), "1 hour");
        webhook("north", "north", "{started}", "null", "1 hour");
        execute("insert into tenants values ('north', 'admin', now())");
        projector.apply(List.of(record(life.is(BatchStatus.PROCESSING))));
        assertThat(query(IDS)).hasSize(2);

        // when
        execute("delete from batches where batch_id = '%s'".formatted(batch));
        execute("delete from tenants where tenant = 'north'");

        // then
        assertThat(query(IDS)).isEmpty();
        assertThat(query("select webhook_id from webhooks")).containsExactly("allaaaaaaaaaaaaa");
    }
}
