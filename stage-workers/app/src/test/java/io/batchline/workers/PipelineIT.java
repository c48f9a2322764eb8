package io.batchline.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.batchline.contract.batch.Batch;
import io.batchline.contract.batch.BatchCommand;
import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.batch.Priority;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.JobId;
import io.batchline.contract.id.WorkerId;
import io.batchline.contract.item.ItemEvent;
import io.batchline.contract.item.RetryDelay;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.stage.StageEvent;
import io.batchline.contract.topic.Topics;
import io.batchline.contract.work.WorkItem;
import io.batchline.testkit.Facts;
import io.batchline.testkit.RecordCollector;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PipelineIT {
    @TempDir private Path folder;

    @Test
    void a_batch_goes_through_all_stages_to_csv_and_database() throws Exception {
        try (var pipeline = new Pipeline(folder);
                var _ = pipeline.start("one", Duties.ALL)) {
            // when
            BatchId id =
                    pipeline.submit(
                            List.of("7", "a:x", "bad", "-- g", "=1+1", "b:y", "huge", "-3", "z"));
            Batch batch = pipeline.ended(id);

            // then
            assertThat(batch.status()).isEqualTo(BatchStatus.COMPLETED);
            assertThat(pipeline.lines(batch, "results.csv"))
                    .hasSize(8)
                    .startsWith(
                            "job_id,file,group,qr_text,score,zz,aaaa",
                            id + ".000000,line-1,,,7,7,1",
                            id + ".000001,line-2,a,,,a:x,3",
                            id + ".000004,line-5,g,,,'=1+1,4",
                            id + ".000005,line-6,b,,,b:y,3")
                    .endsWith(id + ".000007,line-8,g,,,-3,2", id + ".000008,line-9,g,,,z,1");
            assertThat(pipeline.lines(batch, "errors.csv"))
                    .containsExactly(
                            "job_id,file,cause,message,attempts",
                            id + ".000002,line-3,bad_line,line-3 is bad,1");
            assertThat(
                            pipeline.query(
                                    "select row_number, file, group_key, score from results order by 1"))
                    .containsExactly(
                            "1|line-1|null|7",
                            "2|line-2|a|null",
                            "3|line-5|g|null",
                            "4|line-6|b|null",
                            "5|line-7|g|null",
                            "6|line-8|g|null",
                            "7|line-9|g|null");
            assertThat(pipeline.query("select generation, rows from loads")).containsExactly("1|7");
            assertThat(
                            pipeline.query(
                                    "select status from batch_states where batch_id = '%s'"
                                            .formatted(id)))
                    .containsExactly("completed");
            assertThat(String.join("\n", pipeline.lines(batch, "summary.json")))
                    .contains("\"bad_line\" : 1", "\"succeeded\" : 8", "\"organizing_qr\" : ");
        }
    }

    @Test
    void two_processes_share_the_items_and_each_has_one_row() throws Exception {
        try (var pipeline = new Pipeline(folder);
                var _ = pipeline.start("one", Duties.ALL);
                var _ = pipeline.start("two", Duties.parse("organize,process"))) {
            awaitMembers(pipeline, 2);
            BatchId id =
                    pipeline.submit(IntStream.range(0, 400).mapToObj(Integer::toString).toList());
            Batch batch = pipeline.ended(id);
            assertThat(batch.status()).isEqualTo(BatchStatus.COMPLETED);
            assertThat(
                            pipeline.query(
                                    "select count(*), sum(score) from results where batch_id = '%s'"
                                            .formatted(id)))
                    .containsExactly("400|79800");
            assertThat(workersOf(pipeline, id)).hasSize(2);
        }
    }

    private static void awaitMembers(Pipeline pipeline, int members) {
        Facts.groupIsStable(pipeline.kafka(), "stage-process", members, Duration.ofSeconds(40));
        Facts.groupIsStable(pipeline.kafka(), "stage-organize", members, Duration.ofSeconds(40));
    }

    /// Those that finished items of process.
    private static Set<WorkerId> workersOf(Pipeline pipeline, BatchId id) {
        try (var events = pipeline.read(Topics.ITEM_EVENTS)) {
            return events.all().stream()
                    .filter(seen -> seen.key().equals(id))
                    .map(RecordCollector.Seen::value)
                    .filter(ItemEvent.Succeeded.class::isInstance)
                    .map(ItemEvent.Succeeded.class::cast)
                    .filter(event -> event.run().stage() == Stage.PROCESS)
                    .map(ItemEvent.Succeeded::worker)
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void an_old_release_that_comes_again_changes_nothing() throws Exception {
        try (var pipeline = new Pipeline(folder);
                var _ = pipeline.start("one", Duties.ALL)) {
            // given a batch that is done
            BatchId id = pipeline.submit(List.of("1", "2", "3"));
            pipeline.ended(id);
            List<String> rows = pipeline.query("select * from items order by item_index");
            List<String> results = pipeline.query("select * from results order by row_number");

            // when what was released for it is released once more
            int repeated = pipeline.repeatReleases(id);

            // then it runs, and says nothing new
            assertThat(repeated).isGreaterThanOrEqualTo(3 + 5);
            await().atMost(Duration.ofSeconds(40)).until(() -> workedTwice(pipeline, id));
            assertThat(pipeline.query("select * from items order by item_index")).isEqualTo(rows);
            assertThat(pipeline.query("select * from results order by row_number"))
                    .isEqualTo(results);
        }
    }

    /// Every process run and the load were done a second time.
    private static boolean workedTwice(Pipeline pipeline, BatchId id) {
        try (var items = pipeline.read(Topics.ITEM_EVENTS);
                var stages = pipeline.read(Topics.STAGE_EVENTS)) {
            long ends =
                    items.all().stream()
                            .filter(seen -> seen.key().equals(id))
                            .filter(seen -> seen.value() instanceof ItemEvent.Succeeded)
                            .count();
            long starts =
                    stages.all().stream()
                            .filter(seen -> seen.key().equals(id))
                            .filter(seen ->
                                    seen.value() instanceof StageEvent.Finished
                                            || seen.value() instanceof StageEvent.Failed)
                            .count();
            return ends >= 12 && starts >= 10;
        }
    }

    @Test
    void a_source_that_is_refused_fails_the_batch_with_its_cause() throws Exception {
        try (var pipeline = new Pipeline(folder);
                var _ = pipeline.start("one", Duties.ALL)) {
            Batch batch = pipeline.ended(pipeline.submit(List.of()));
            assertThat(batch.status()).isEqualTo(BatchStatus.FAILED);
            assertThat(batch.reason())
                    .isEqualTo(new Batch.BatchEnd("empty", "the text holds no line (rule empty)"));
        }
    }

    @Test
    void a_slow_item_shows_each_phase_that_it_is_in_and_quick_ones_say_nothing_of_theirs()
            throws Exception {
        try (var pipeline = new Pipeline(folder);
                var _ = pipeline.start("one", Duties.ALL)) {
            BatchId id = pipeline.submit(List.of("phased", "1"));
            for (int phase = 1; phase <= LineWorkload.PHASES; phase++) {
                String expected = "running|%d|4|part %d".formatted(phase, phase);
                await().atMost(Duration.ofSeconds(40))
                        .untilAsserted(() ->
                                assertThat(
                                                pipeline.query(
                                                        "select state, phase, phases, phase_message from items where job_id = '%s.000000'"
                                                                .formatted(id)))
                                        .containsExactly(expected));
                pipeline.phaseEnds.release();
            }
            assertThat(pipeline.ended(id).status()).isEqualTo(BatchStatus.COMPLETED);

            // one more item, and all its phases are over at once
            pipeline.phaseEnds.release(LineWorkload.PHASES);
            BatchId quick = pipeline.submit(List.of("phased"));
            pipeline.ended(quick);
            assertThat(phasesTold(pipeline, id)).isEqualTo(4);
            assertThat(phasesTold(pipeline, quick)).isZero();
        }
    }

    @Test
    void an_item_is_tried_again_when_everybody_can_tell_that_it_will_be() throws Exception {
        try (var pipeline = new Pipeline(folder);
                var _ = pipeline.start("one", Duties.ALL);
                var events = pipeline.read(Topics.ITEM_EVENTS);
                var releases = pipeline.read(Topics.work(Stage.PROCESS, Priority.NORMAL))) {
            BatchId id = pipeline.submit(List.of("flaky"));
            assertThat(pipeline.ended(id).counts().failed()).isOne();

            List<ItemEvent.Failed> failures =
                    events.all().stream()
                            .filter(seen -> seen.key().equals(id))
                            .map(RecordCollector.Seen::value)
                            .filter(ItemEvent.Failed.class::isInstance)
                            .map(ItemEvent.Failed.class::cast)
                            .filter(failed -> !failed.lastAttempt())
                            .toList();
            assertThat(failures).hasSize(2);
            for (var failed : failures) {
                var run = failed.run();
                Instant due =
                        RetryDelay.DEFAULT.due(run.jobId(), run.run(), run.attempt(), failed.at());
                Instant released = releasedAt(releases, run.jobId(), run.run() + 1);
                assertThat(Duration.between(due, released))
                        .isBetween(Duration.ofMillis(-1), Duration.ofSeconds(1));
            }
        }
    }

    private static Instant releasedAt(
            RecordCollector<JobId, WorkItem> releases, JobId job, int run) {
        for (var seen : releases.all()) {
            WorkItem work = seen.value();
            if (work != null && work.run().jobId().equals(job) && work.run().run() == run) {
                return Instant.ofEpochMilli(seen.record().timestamp());
            }
        }
        throw new AssertionError("run %d of %s was never released".formatted(run, job));
    }

    private static long phasesTold(Pipeline pipeline, BatchId id) {
        try (var events = pipeline.read(Topics.ITEM_EVENTS)) {
            return events.all().stream()
                    .filter(seen -> seen.key().equals(id))
                    .filter(seen -> seen.value() instanceof ItemEvent.Phase)
                    .count();
        }
    }

    @Test
    void a_cancelled_batch_ends_cancelled_with_no_item_unfinished() throws Exception {
        try (var pipeline = new Pipeline(folder);
                var _ = pipeline.start("one", Duties.ALL)) {
            // given
            BatchId id = pipeline.submit(IntStream.range(0, 50).mapToObj(_ -> "slow").toList());
            await().atMost(Duration.ofSeconds(40))
                    .until(() ->
                            !pipeline.query(
                                            "select 1 from items where state = 'running' and stage = 'processing_sheets' and batch_id = '%s'"
                                                    .formatted(id))
                                    .isEmpty());

            // when
            pipeline.command(new BatchCommand.Cancel(id, "admin", Instant.now()));
            Batch batch = pipeline.ended(id);

            // then
            assertThat(batch.status()).isEqualTo(BatchStatus.CANCELLED);
            assertThat(batch.counts().cancelled()).isEqualTo(50);
            await().atMost(Duration.ofSeconds(20))
                    .until(() ->
                            pipeline.query(
                                            "select state, count(*) from items where batch_id = '%s' group by 1"
                                                    .formatted(id))
                                    .equals(List.of("cancelled|50")));
        }
    }
}
