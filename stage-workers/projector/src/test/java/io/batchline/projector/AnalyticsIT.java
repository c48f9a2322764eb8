package io.batchline.projector;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.batch.Batch;
import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.batch.Counts;
import io.batchline.contract.batch.StageRow;
import io.batchline.contract.batch.StageState;
import io.batchline.contract.item.ItemEvent;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.topic.Topics;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/// What stays of a batch in numbers.
final class AnalyticsIT extends ReadModelFixture {
    private static final Counts ONE_OF_TWO = new Counts(2, 0, 0, 0, 1, 1, 0);
    private static final Counts BOTH = new Counts(2, 0, 0, 0, 2, 0, 0);

    private final History first = new History(batch, 0);
    private final History second = new History(batch, 1);

    @Test
    void an_end_leaves_counts_stages_and_causes_and_told_again_changes_nothing() throws Exception {
        // given
        var end = record(ended(BatchStatus.COMPLETED, 1, ONE_OF_TWO, 60));

        // when
        projector.apply(List.of(items(), failed()));
        projector.apply(List.of(end));
        projector.apply(List.of(end, end));

        // then
        assertThat(facts()).containsExactly("default|answer-sheets|1|completed|null|2|1|1|0");
        assertThat(stages()).containsExactly("extracting|2", "processing_sheets|50");
        assertThat(failures()).containsExactly("io_error|1");
    }

    @Test
    void a_retry_replaces_what_the_generation_before_left_and_an_older_end_says_nothing()
            throws Exception {
        projector.apply(List.of(items(), failed()));
        projector.apply(List.of(record(ended(BatchStatus.COMPLETED, 1, ONE_OF_TWO, 60))));
        projector.apply(List.of(record(Topics.ITEM_EVENTS, inSecondGeneration())));

        projector.apply(List.of(record(ended(BatchStatus.COMPLETED, 2, BOTH, 80))));
        projector.apply(List.of(record(ended(BatchStatus.COMPLETED, 1, ONE_OF_TWO, 60))));

        assertThat(facts()).containsExactly("default|answer-sheets|2|completed|null|2|2|0|0");
        assertThat(stages()).containsExactly("extracting|2", "processing_sheets|70");
        assertThat(failures()).isEmpty();
    }

    @Test
    void a_batch_that_fails_leaves_its_cause_and_items_that_were_heard_of_late() throws Exception {
        projector.apply(List.of(items()));
        projector.apply(List.of(record(ended(BatchStatus.FAILED, 1, ONE_OF_TWO, 60))));
        assertThat(failures()).isEmpty();

        projector.apply(List.of(failed()));

        assertThat(facts())
                .containsExactly("default|answer-sheets|1|failed|too_many_failed|2|1|1|0");
        assertThat(failures()).containsExactly("io_error|1");
    }

    @Test
    void it_outlives_the_deletion_of_the_batch_and_does_not_name_it() throws Exception {
        projector.apply(List.of(items(), failed()));
        projector.apply(List.of(record(ended(BatchStatus.CANCELLED, 1, ONE_OF_TWO, 60))));

        projector.apply(List.of(new ConsumerRecord<>(Topics.BATCHES.name(), 0, 99, key(), null)));

        assertThat(query("select count(*) from items %s")).containsExactly("0");
        assertThat(facts()).hasSize(1);
        assertThat(query("select t::text from analytics_batches t"))
                .noneMatch(row -> row.contains(batch.value()));
    }

    @Test
    void a_batch_that_goes_on_has_left_nothing_yet() throws Exception {
        projector.apply(List.of(items(), record(batchIs(BatchStatus.PROCESSING))));

        assertThat(facts()).isEmpty();
    }

    private ConsumerRecord<byte[], byte[]> items() {
        return record(
                Topics.ITEM_EVENTS,
                first.succeeded(first.run(Stage.PROCESS, 2, 1), History.row("x"), 20));
    }

    private ConsumerRecord<byte[], byte[]> failed() {
        return record(Topics.ITEM_EVENTS, second.failed(second.run(Stage.PROCESS, 2, 3), true, 30));
    }

    private ItemEvent inSecondGeneration() {
        var run =
                new io.batchline.contract.item.ItemRun(
                        new io.batchline.contract.stage.StageKey(batch, 2, Stage.PROCESS),
                        io.batchline.contract.id.JobId.of(batch, 1),
                        1,
                        1,
                        1);
        return second.succeeded(run, History.row("y"), 70);
    }

    private Batch ended(BatchStatus status, int generation, Counts counts, int second) {
        Batch plain = batchIs(status);
        var stages =
                Arrays.stream(Stage.values())
                        .map(stage ->
                                switch (stage) {
                                    case EXTRACT -> finished(stage, 0, 2);
                                    case PROCESS -> finished(stage, 5, second - 5);
                                    case ORGANIZE, COLLECT, CSV, LOAD, CLEANUP ->
                                            StageRow.waiting(stage);
                                })
                        .toList();
        return new Batch(
                plain.definition(),
                status,
                Stage.CLEANUP,
                generation,
                0,
                counts,
                stages,
                null,
                status == BatchStatus.FAILED
                        ? new Batch.BatchEnd("too_many_failed", "half of them failed")
                        : null,
                null,
                null,
                new Batch.BatchTimes(History.BEGIN, History.at(second), History.at(second)));
    }

    private static StageRow finished(Stage stage, int from, int to) {
        return new StageRow(
                stage, StageState.FINISHED, 1, 2, 2, List.of(), History.at(from), History.at(to));
    }

    private List<String> facts() throws SQLException {
        return query(
                "select tenant, workload, generation, status, cause, items, succeeded, failed, cancelled from analytics_batches "
                        + own());
    }

    private List<String> stages() throws SQLException {
        return query("select stage, seconds from analytics_stages " + own() + " order by began_at");
    }

    private List<String> failures() throws SQLException {
        return query("select cause, items from analytics_failures " + own() + " order by cause");
    }

    private String own() {
        return "where fact_id = sha256('%s')".formatted(batch);
    }
}
