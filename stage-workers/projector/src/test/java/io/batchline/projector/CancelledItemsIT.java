package io.batchline.projector;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.item.ItemFound;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.topic.Topics;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a batch that is cancelled leaves.
final class CancelledItemsIT extends ReadModelFixture {
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
}
