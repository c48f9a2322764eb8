package io.batchline.projector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.batchline.contract.batch.Batch;
import io.batchline.contract.batch.BatchDefinition;
import io.batchline.contract.batch.BatchLimits;
import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.batch.Counts;
import io.batchline.contract.batch.Labels;
import io.batchline.contract.batch.Priority;
import io.batchline.contract.batch.StartMode;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.TenantId;
import io.batchline.contract.item.Item;
import io.batchline.contract.item.ItemEvent;
import io.batchline.contract.item.ItemFound;
import io.batchline.contract.item.ItemResult;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.topic.Topic;
import io.batchline.contract.topic.Topics;
import io.batchline.database.Database;
import io.batchline.database.DatabaseConfig;
import io.batchline.testkit.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ProjectorIT {
    private static final TestDatabase SERVER = TestDatabase.fresh();

    private final Database database = open();
    private final List<String> unreadable = new ArrayList<>();
    private final Projector projector =
            new Projector(
                    database.dataSource(), (record, error) -> unreadable.add(error.getMessage()));
    private final BatchId batch = BatchId.random();
    private long offset;

    private static Database open() {
        try {
            return Database.open(
                    DatabaseConfig.of(SERVER.jdbcUrl(), SERVER.user(), SERVER.password()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the database opened", e);
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void many_events_of_many_items_in_one_poll_give_one_row_each() throws SQLException {
        // given
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        for (int index = 0; index < 500; index++) {
            records.addAll(life(index));
        }

        // when
        projector.apply(records);

        // then
        assertThat(
                        query(
                                "select state, count(*), min(group_key), max(attempt) from items %s group by 1"))
                .containsExactly("succeeded|500|g|2");
        assertThat(query("select result from items %s and item_index = 7"))
                .containsExactly("{\"zeta\":\"x\",\"a\":1}");
    }

    @Test
    void replayed_and_reordered_polls_give_the_same_rows() throws SQLException {
        // given
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        for (int index = 0; index < 40; index++) {
            records.addAll(life(index));
        }
        projector.apply(records);
        List<String> told = query("select * from items %s order by item_index");
        execute("delete from items");
        var random = new Random(11);

        // when the topics of items and events come in another order, in small polls, with replays
        var found = records.stream().filter(r -> r.topic().equals("items")).toList();
        var events = records.stream().filter(r -> r.topic().equals("item-events")).toList();
        int at = 0;
        while (at < events.size()) {
            int from = Math.max(0, at - random.nextInt(30));
            int to = Math.min(events.size(), at + 1 + random.nextInt(20));
            projector.apply(events.subList(from, to));
            at = to;
        }
        projector.apply(found);
        projector.apply(found);

        // then
        assertThat(query("select * from items %s order by item_index")).isEqualTo(told);
    }

    @Test
    void a_cancelled_batch_leaves_no_item_unfinished_whatever_comes_first() throws SQLException {
        // given
        var done = new History(batch, 0);
        var running = new History(batch, 1);
        var late = new History(batch, 2);
        var run = running.run(Stage.PROCESS, 2, 1);

        // when
        projector.apply(
                List.of(
                        record(Topics.ITEMS, done.found(0)),
                        record(Topics.ITEMS, running.found(0)),
                        record(
                                Topics.ITEM_EVENTS,
                                done.succeeded(done.run(Stage.PROCESS, 2, 1), History.row("x"), 1)),
                        record(Topics.ITEM_EVENTS, running.started(run, 2))));
        projector.apply(List.of(record(batchIs(BatchStatus.CANCELLED))));
        projector.apply(
                List.of(
                        record(Topics.ITEMS, late.found(3)),
                        record(Topics.ITEM_EVENTS, running.returned(run, 4))));

        // then
        assertThat(query("select item_index, state from items %s order by 1"))
                .containsExactly("0|succeeded", "1|cancelled", "2|cancelled");
        assertThat(query("select status from batch_states %s")).containsExactly("cancelled");
    }

    @Test
    void a_batch_that_was_cancelled_in_extract_has_no_items_whatever_comes_first()
            throws SQLException {
        // given
        var early = new History(batch, 0);
        var late = new History(batch, 1);

        // when
        projector.apply(List.of(record(Topics.ITEMS, early.found(0))));
        projector.apply(List.of(record(batchIs(BatchStatus.CANCELLED, Stage.EXTRACT))));
        projector.apply(List.of(record(Topics.ITEMS, late.found(3))));

        // then
        assertThat(query("select item_index, state from items %s")).isEmpty();

        // when it is redriven, and the batch's own word of that comes later
        ItemFound found = early.found(60);
        projector.apply(
                List.of(
                        record(
                                Topics.ITEMS,
                                new ItemFound(batch, 2, 2, found.item(), found.at()))));

        // then
        assertThat(query("select item_index, state from items %s")).containsExactly("0|waiting");
    }

    @Test
    void a_cancelled_item_tells_who_had_it_and_until_when_whatever_comes_first()
            throws SQLException {
        // given
        var held = new History(batch, 0);
        var given = new History(batch, 1);
        var again = new History(batch, 2);
        var untouched = new History(batch, 3);
        var heldRun = held.run(Stage.PROCESS, 2, 1);
        var givenRun = given.run(Stage.PROCESS, 2, 1);
        var againRun = again.run(Stage.PROCESS, 2, 1);
        var events =
                List.of(
                        record(Topics.ITEMS, held.found(0)),
                        record(Topics.ITEMS, given.found(0)),
                        record(Topics.ITEMS, again.found(0)),
                        record(Topics.ITEMS, untouched.found(0)),
                        record(Topics.ITEM_EVENTS, held.started(heldRun, 1)),
                        record(Topics.ITEM_EVENTS, given.started(givenRun, 1)),
                        record(Topics.ITEM_EVENTS, again.started(againRun, 1)),
                        record(Topics.ITEM_EVENTS, again.failed(againRun, false, 2)),
                        record(Topics.ITEM_EVENTS, given.returned(givenRun, 3)));
        String rows =
                "select item_index, state, worker, started_at is null, finished_at from items %s order by 1";

        // when
        projector.apply(List.of(record(batchIs(BatchStatus.CANCELLED))));
        projector.apply(events);
        projector.apply(events);
        List<String> batchFirst = query(rows);
        execute("delete from items");
        execute("delete from batch_states");
        projector.apply(events);
        projector.apply(List.of(record(batchIs(BatchStatus.CANCELLED))));

        // then
        assertThat(query(rows)).isEqualTo(batchFirst);
        assertThat(batchFirst.get(0)).startsWith("0|cancelled|worker-1|f|");
        assertThat(batchFirst.get(1)).startsWith("1|cancelled|worker-1|f|");
        assertThat(batchFirst.get(2)).startsWith("2|cancelled|worker-1|f|");
        assertThat(batchFirst.get(3)).startsWith("3|cancelled|null|t|");
    }

    @Test
    void an_older_word_on_a_batch_changes_nothing() throws SQLException {
        var cancelled = record(batchIs(BatchStatus.CANCELLED));
        var processing = record(batchIs(BatchStatus.PROCESSING));
        projector.apply(List.of(cancelled));
        projector.apply(List.of(processing));
        assertThat(query("select status from batch_states %s")).containsExactly("cancelled");
    }

    @Test
    void a_record_that_can_not_be_a_row_is_kept_aside_and_the_others_are_applied()
            throws SQLException {
        // given one that is no JSON, and one whose job id is another item's
        var fine = new History(batch, 0);
        var impostor = new History(batch, 1);
        ItemFound found = impostor.found(0);
        var stolen =
                new ItemFound(
                        batch,
                        1,
                        1,
                        new Item(fine.found(0).item().jobId(), 1, "stolen", found.item().data()),
                        found.at());

        // when
        projector.apply(
                List.of(
                        record(Topics.ITEMS, fine.found(0)),
                        new ConsumerRecord<>(
                                "items", 0, 5, key(), "{".getBytes(StandardCharsets.UTF_8)),
                        record(Topics.ITEMS, stolen),
                        record(
                                Topics.ITEM_EVENTS,
                                fine.succeeded(
                                        fine.run(Stage.PROCESS, 2, 1), History.row("a\0b"), 1))));

        // then
        assertThat(unreadable).hasSize(2);
        assertThat(query("select item_index, state, result from items %s"))
                .containsExactly("0|succeeded|{\"zeta\":\"a\uFFFDb\",\"a\":1}");
    }

    private List<ConsumerRecord<byte[], byte[]>> life(int index) {
        var item = new History(batch, index);
        var organize = item.run(Stage.ORGANIZE, 1, 1);
        var first = item.run(Stage.PROCESS, 2, 1);
        var second = item.run(Stage.PROCESS, 3, 2);
        return List.of(
                record(Topics.ITEMS, item.found(0)),
                record(Topics.ITEM_EVENTS, item.started(organize, 1)),
                record(
                        Topics.ITEM_EVENTS,
                        item.succeeded(organize, new ItemResult.Grouped("g"), 2)),
                record(Topics.ITEM_EVENTS, item.started(first, 3)),
                record(Topics.ITEM_EVENTS, item.failed(first, false, 4)),
                record(Topics.ITEM_EVENTS, item.started(second, 5)),
                record(
                        Topics.ITEM_EVENTS,
                        new ItemEvent.Heartbeat(
                                batch, List.of(second), History.WORKER, History.at(6))),
                record(Topics.ITEM_EVENTS, item.succeeded(second, History.row("x"), 7)));
    }

    private byte[] key() {
        return batch.value().getBytes(StandardCharsets.UTF_8);
    }

    private <V> ConsumerRecord<byte[], byte[]> record(Topic<BatchId, V> topic, V value) {
        return new ConsumerRecord<>(topic.name(), 0, offset++, key(), topic.values().encode(value));
    }

    private ConsumerRecord<byte[], byte[]> record(Batch state) {
        return record(Topics.BATCHES, state);
    }

    private Batch batchIs(BatchStatus status) {
        return batchIs(status, Stage.PROCESS);
    }

    private Batch batchIs(BatchStatus status, Stage stage) {
        var definition =
                new BatchDefinition(
                        batch,
                        TenantId.DEFAULT,
                        "admin",
                        "answer-sheets",
                        "a test",
                        null,
                        Priority.NORMAL,
                        new BatchLimits(OptionalInt.empty(), Duration.ofMinutes(1), 3, 100),
                        StartMode.AUTO,
                        JsonNodeFactory.instance.objectNode(),
                        new Labels(Map.of(), "sheets"),
                        History.BEGIN);
        var times =
                new Batch.BatchTimes(
                        History.BEGIN,
                        status.isTerminal() ? History.at(50) : null,
                        status.isTerminal() ? History.at(50) : History.at(40));
        return new Batch(
                definition,
                status,
                stage,
                1,
                0,
                Counts.NONE,
                List.of(),
                null,
                null,
                null,
                null,
                times);
    }

    private List<String> query(String sql) throws SQLException {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                sql.formatted("where batch_id = '%s'".formatted(batch)))) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                var row = new ArrayList<String>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.add(String.valueOf(rows.getString(i)));
                }
                found.add(String.join("|", row));
            }
            return found;
        }
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
