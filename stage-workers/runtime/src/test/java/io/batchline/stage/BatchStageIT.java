package io.batchline.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.progress.Progress;
import io.batchline.contract.progress.ProgressStage;
import io.batchline.contract.stage.FailureKind;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.stage.StageEvent;
import io.batchline.contract.topic.Topics;
import io.batchline.testkit.RecordCollector;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class BatchStageIT {
    private final Workbench bench = new Workbench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void progress_goes_from_0_to_100_percent_and_100_is_written_before_the_end_is_said() {
        // given
        BatchStage stage =
                (_, context) -> {
                    for (int done = 1; done <= 1000; done++) {
                        context.report("Did %d/1000".formatted(done), done, 1000);
                    }
                    return new StageOutcome.Finished("Did 1000 things", 1000, List.of());
                };

        // when
        try (var runtime = StageRuntime.open(bench.config(2, 2))) {
            runtime.runPerBatch(Stage.EXTRACT, stage);
            release(Stage.EXTRACT);
            var finished = events(StageEvent.Finished.class, 1).getFirst();

            // then
            List<Progress> progress = progress();
            assertThat(progress.getFirst().progressPercentage()).isZero();
            assertThat(progress.getLast())
                    .returns(100.0, Progress::progressPercentage)
                    .returns(6.0, Progress::batchPercentage)
                    .returns("Did 1000 things", Progress::message)
                    .returns(1000L, Progress::itemsTotal)
                    .returns(ProgressStage.EXTRACTING, Progress::stage);
            assertThat(progress.getLast().timestamp()).isBeforeOrEqualTo(finished.at());
            assertThat(progress).hasSize(101);
            assertThat(progress).extracting(Progress::progressPercentage).isSorted();
            assertThat(events(StageEvent.Advanced.class, 99)).hasSize(99);
        }
    }

    @Test
    void a_run_longer_than_the_longest_poll_pause_stays_in_its_group_and_keeps_its_lease() {
        // given
        var go = new CountDownLatch(1);
        BatchStage stage =
                (_, _) -> {
                    go.await();
                    return new StageOutcome.Finished("Done", 0, List.of());
                };
        RuntimeConfig usual = bench.config(2, 2);
        var impatient =
                new RuntimeConfig(
                        usual.kafka(),
                        usual.worker(),
                        2,
                        2,
                        Timings.DEFAULT,
                        Duration.ofSeconds(3),
                        Clock.systemUTC());

        // when
        try (var runtime = StageRuntime.open(impatient)) {
            runtime.runPerBatch(Stage.LOAD, stage);
            release(Stage.LOAD);
            // heartbeats come every two seconds: four of them are more than twice the pause
            events(StageEvent.Heartbeat.class, 4);
            go.countDown();
            events(StageEvent.Finished.class, 1);

            // then
            assertThat(runtime.failures()).isEmpty();
            assertThat(events(StageEvent.Started.class, 1)).hasSize(1);
        }
    }

    @Test
    void a_failure_is_said_with_its_cause_and_a_bug_without_its_words() {
        // given
        BatchStage stage =
                (run, _) -> {
                    if (run.key().stage() == Stage.CSV) {
                        throw new IllegalStateException("secret detail");
                    }
                    return StageOutcome.Failed.permanent("archive_encrypted", "a.jpg is encrypted");
                };

        // when
        try (var runtime = StageRuntime.open(bench.config(2, 2))) {
            runtime.runPerBatch(Stage.EXTRACT, stage);
            runtime.runPerBatch(Stage.CSV, stage);
            release(Stage.EXTRACT);
            release(Stage.CSV);
            var failures = events(StageEvent.Failed.class, 2);

            // then
            assertThat(failures)
                    .allMatch(failure -> failure.kind() == FailureKind.PERMANENT)
                    .extracting(StageEvent.Failed::cause)
                    .containsExactlyInAnyOrder("archive_encrypted", "internal_error");
            assertThat(failures)
                    .extracting(StageEvent.Failed::message)
                    .noneMatch(message -> message.contains("secret"));
        }
    }

    @Test
    void a_cancelled_batchs_run_is_interrupted_and_returned() {
        // given
        BatchStage stage =
                (_, _) -> {
                    new CountDownLatch(1).await();
                    return new StageOutcome.Finished("never", 0, List.of());
                };

        // when
        try (var runtime = StageRuntime.open(bench.config(2, 2))) {
            runtime.runPerBatch(Stage.COLLECT, stage);
            release(Stage.COLLECT);
            events(StageEvent.Started.class, 1);
            bench.batchIs(BatchStatus.CANCELLING);

            // then
            assertThat(events(StageEvent.Returned.class, 1)).hasSize(1);
        }
    }

    private void release(Stage stage) {
        bench.send(Topics.stageRuns(stage), bench.batch(), bench.stageRun(stage));
    }

    private <E extends StageEvent> List<E> events(Class<E> kind, int atLeast) {
        try (var collector = RecordCollector.of(bench.kafka(), Topics.STAGE_EVENTS)) {
            Predicate<List<StageEvent>> enough = all -> of(kind, all).size() >= atLeast;
            collector.until(
                    _ ->
                            enough.test(
                                    collector.values().stream()
                                            .filter(e -> e.key().batchId().equals(bench.batch()))
                                            .toList()),
                    Workbench.DEADLINE);
            return of(
                    kind,
                    collector.values().stream()
                            .filter(e -> e.key().batchId().equals(bench.batch()))
                            .toList());
        }
    }

    private static <E extends StageEvent> List<E> of(Class<E> kind, List<StageEvent> events) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private List<Progress> progress() {
        try (var collector = RecordCollector.of(bench.kafka(), Topics.PROGRESS)) {
            var mine = new ArrayList<Progress>();
            for (var each : collector.all()) {
                if (each.value() != null && each.key().batchId().equals(bench.batch())) {
                    mine.add(each.value());
                }
            }
            return mine;
        }
    }
}
