package io.batchline.projector;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.item.Item;
import io.batchline.contract.item.ItemEvent;
import io.batchline.contract.item.ItemFound;
import io.batchline.contract.item.ItemResult;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/// Items and their events as rows.
final class ProjectorIT extends ReadModelFixture {
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
}
