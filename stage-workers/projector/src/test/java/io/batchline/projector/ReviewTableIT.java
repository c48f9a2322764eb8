package io.batchline.projector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.contract.id.BlobKey;
import io.batchline.contract.item.DoubtfulField;
import io.batchline.contract.item.ItemEvent;
import io.batchline.contract.item.ItemResult;
import io.batchline.contract.item.ItemRun;
import io.batchline.contract.item.RowDetails;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.stage.StageKey;
import io.batchline.contract.topic.Topics;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Which doubtful fields the read model has.
final class ReviewTableIT extends ReadModelFixture {
    private final History sheet = new History(batch, 3);

    @AfterEach
    void everything_is_read() {
        assertThat(unreadable).isEmpty();
    }

    @Test
    void the_doubtful_fields_of_the_row_that_counts_are_there_in_their_order() throws Exception {
        apply(sheet.succeeded(run(1, 2), row("q7", "q2"), 3));
        // A replay, and a run that was lost.
        apply(sheet.succeeded(run(1, 2), row("q7", "q2"), 3));
        apply(sheet.succeeded(run(1, 1), row("q9"), 4));

        assertThat(fields()).containsExactly("0|q7|1|2", "1|q2|1|2");
        assertThat(query("select choices ->> 0 from review_fields %s and place = 0"))
                .containsExactly("{\"value\":\"A\",\"fill\":0.4,\"marked\":false}");
    }

    @Test
    void a_newer_generation_replaces_them_and_an_older_event_changes_nothing() throws Exception {
        apply(sheet.succeeded(run(1, 2), row("q7", "q2"), 3));
        apply(sheet.started(run(2, 3), 5));
        assertThat(fields()).as("while it is read again").hasSize(2);
        apply(sheet.succeeded(run(2, 3), row("q7"), 6));
        apply(sheet.succeeded(run(1, 2), row("q7", "q2"), 3));

        assertThat(fields()).containsExactly("0|q7|2|3");

        apply(sheet.succeeded(run(3, 4), row(), 9));
        assertThat(fields()).isEmpty();
    }

    @Test
    void an_item_that_fails_when_it_is_read_again_has_none() throws Exception {
        apply(sheet.succeeded(run(1, 2), row("q7"), 3));
        apply(sheet.failed(run(2, 3), true, 5));

        assertThat(fields()).isEmpty();
    }

    @Test
    void a_row_that_is_kept_elsewhere_says_its_doubts_beside() throws Exception {
        var doubt = new DoubtfulField("q\0" + "1", "", 0.3, "faint_mark", List.of(), "crop-q1.png");
        BlobKey blob = BlobKey.output(batch, 1, 2, "item-000003.json");
        apply(
                sheet.succeeded(
                        run(1, 2), new ItemResult.StoredRow(blob, 70_000, List.of(doubt)), 3));

        assertThat(fields()).containsExactly("0|q\uFFFD1|1|2");
    }

    @Test
    void what_an_item_refers_to_is_written_once() throws Exception {
        projector.apply(List.of(record(Topics.ITEMS, sheet.found(1))));
        projector.apply(
                List.of(
                        record(Topics.ITEMS, sheet.found(1)),
                        record(Topics.ITEMS, sheet.found(2))));

        assertThat(query("select item_index, generation, data from item_data %s"))
                .containsExactly("3|1|{}");
    }

    private void apply(ItemEvent event) throws SQLException {
        projector.apply(List.of(record(Topics.ITEM_EVENTS, event)));
    }

    private ItemRun run(int generation, int run) {
        ItemRun first = sheet.run(Stage.PROCESS, run, 1);
        return new ItemRun(
                new StageKey(batch, generation, Stage.PROCESS),
                first.jobId(),
                first.index(),
                run,
                1);
    }

    private static ItemResult row(String... doubtful) {
        ObjectNode row = JsonNodeFactory.instance.objectNode().put("score", 1);
        ArrayNode doubts = row.putObject(RowDetails.MEMBER).putArray(RowDetails.DOUBTS);
        for (String field : doubtful) {
            ObjectNode doubt = doubts.addObject();
            doubt.put("field", field).put("value", "A").put("confidence", 0.6);
            doubt.put("reason", "second_mark");
            doubt.putArray("choices")
                    .addObject()
                    .put("value", "A")
                    .put("fill", 0.4)
                    .put("marked", false);
        }
        return new ItemResult.Row(row);
    }

    private List<String> fields() throws SQLException {
        return query("select place, field, generation, run from review_fields %s order by place");
    }
}
