package io.batchline.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.batch.Priority;
import io.batchline.contract.id.JobId;
import io.batchline.contract.item.ItemEvent;
import io.batchline.contract.item.ItemResult;
import io.batchline.contract.stage.FailureKind;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.topic.Topics;
import io.batchline.testkit.Facts;
import io.batchline.testkit.RecordCollector;
import io.batchline.testkit.TestBroker;
import io.batchline.workload.Processed;
import io.batchline.workload.Rejected;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

final class ItemStageIT {
    private static final String GROUP = "stage-process";

    private final Workbench bench = new Workbench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void a_claim_is_committed_and_announced_before_it_runs() {
        // given
        var committed = new ConcurrentHashMap<JobId, Boolean>();
        ScriptedWorkload.Work work =
                (item, _) -> {
                    committed.put(item.jobId(), isCommitted(item.jobId()));
                    return ScriptedWorkload.done();
                };

        // when
        try (var _ = bench.processing(bench.config(4, 2), work)) {
            bench.release(20);
            var events = bench.events(all -> ended(all) == 20);

            // then
            assertThat(committed).hasSize(20).doesNotContainValue(false);
            assertThat(Workbench.of(ItemEvent.Started.class, events)).hasSize(20);
            for (int index = 0; index < 20; index++) {
                assertThat(ofItem(events, index).getFirst()).isInstanceOf(ItemEvent.Started.class);
            }
        }
    }

    private static boolean isCommitted(JobId job) throws IOException, InterruptedException {
        var topic = Topics.work(Stage.PROCESS, Priority.NORMAL);
        var partition = new TopicPartition(topic.name(), topic.partition(job));
        try (var admin = Facts.admin(TestBroker.shared().connection());
                var records = RecordCollector.of(TestBroker.shared().connection(), topic)) {
            Map<TopicPartition, OffsetAndMetadata> offsets =
                    admin.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata().get();
            long mine =
                    records.all().stream()
                            .filter(seen -> seen.key().equals(job))
                            .mapToLong(seen -> seen.record().offset())
                            .max()
                            .orElseThrow();
            var offset = offsets.get(partition);
            return offset != null && offset.offset() > mine;
        } catch (ExecutionException e) {
            throw new IOException(e);
        }
    }

    @Test
    void no_more_items_work_at_once_than_there_are_cores_and_none_are_claimed_than_slots() {
        // given
        var working = new AtomicInteger();
        var most = new AtomicInteger();
        var go = new CountDownLatch(1);
        ScriptedWorkload.Work work =
                (_, _) -> {
                    most.accumulateAndGet(working.incrementAndGet(), Math::max);
                    go.await();
                    working.decrementAndGet();
                    return ScriptedWorkload.done();
                };

        // when
        try (var _ = bench.processing(bench.config(5, 2), work)) {
            bench.release(30);
            bench.events(all -> mostClaimed(all) >= 5);
            go.countDown();
            var events = bench.events(all -> ended(all) == 30);

            // then
            assertThat(mostClaimed(events)).isEqualTo(5);
            assertThat(most).hasValue(2);
        }
    }

    private static int mostClaimed(List<ItemEvent> events) {
        return Workbench.of(ItemEvent.Heartbeat.class, events).stream()
                .mapToInt(heartbeat -> heartbeat.runs().size())
                .max()
                .orElse(0);
    }

    @Test
    void expected_and_unexpected_failures_become_events_of_their_kind() {
        // given
        ScriptedWorkload.Work work =
                (item, _) ->
                        switch (item.index()) {
                            case 0 -> new Rejected(FailureKind.PERMANENT, "no_markers", "none");
                            case 1 -> throw new IOException("disk away");
                            case 2 -> throw new IllegalStateException("a bug");
                            default ->
                                    new Processed.Completed(
                                            Workbench.NOTHING
                                                    .deepCopy()
                                                    .put("text", "x".repeat(70_000)));
                        };

        // when
        try (var _ = bench.processing(bench.config(4, 2), work)) {
            bench.release(4);
            var events = bench.events(all -> ended(all) == 4);

            // then
            assertThat(failed(events, 0))
                    .returns("no_markers", ItemEvent.Failed::cause)
                    .returns(true, ItemEvent.Failed::lastAttempt);
            assertThat(failed(events, 1))
                    .returns("io_error", ItemEvent.Failed::cause)
                    .returns(FailureKind.TRANSIENT, ItemEvent.Failed::kind)
                    .returns(false, ItemEvent.Failed::lastAttempt);
            assertThat(failed(events, 2))
                    .returns("internal_error", ItemEvent.Failed::cause)
                    .returns(FailureKind.PERMANENT, ItemEvent.Failed::kind)
                    .returns(true, ItemEvent.Failed::lastAttempt);
            assertThat(ofItem(events, 3).getLast())
                    .isInstanceOfSatisfying(
                            ItemEvent.Succeeded.class,
                            succeeded ->
                                    assertThat(succeeded.result())
                                            .isInstanceOf(ItemResult.StoredRow.class));
        }
    }

    @Test
    void whatever_the_work_logs_names_the_item() {
        var named = new ConcurrentHashMap<JobId, String>();
        ScriptedWorkload.Work work =
                (item, _) -> {
                    named.put(item.jobId(), String.valueOf(MDC.get("jobId")));
                    return ScriptedWorkload.done();
                };
        try (var _ = bench.processing(bench.config(4, 2), work)) {
            bench.release(6);
            bench.events(all -> ended(all) == 6);
            assertThat(named)
                    .hasSize(6)
                    .allSatisfy((job, name) -> assertThat(name).isEqualTo(job.value()));
        }
    }

    @Test
    void an_item_over_its_time_fails_and_its_last_attempt_says_so() {
        // given
        var interrupted = new CountDownLatch(2);
        ScriptedWorkload.Work work =
                (_, _) -> {
                    try {
                        new CountDownLatch(1).await();
                    } finally {
                        interrupted.countDown();
                    }
                    return ScriptedWorkload.done();
                };

        // when
        try (var _ = bench.processing(bench.config(4, 2), work)) {
            bench.release(bench.item(0, 1, 1, Duration.ofSeconds(1)));
            bench.release(bench.item(1, 3, 3, Duration.ofSeconds(1)));
            var events = bench.events(all -> ended(all) == 2);

            // then
            assertThat(failed(events, 0))
                    .returns("timed_out", ItemEvent.Failed::cause)
                    .returns(FailureKind.TRANSIENT, ItemEvent.Failed::kind)
                    .returns(false, ItemEvent.Failed::lastAttempt);
            assertThat(failed(events, 1)).returns(true, ItemEvent.Failed::lastAttempt);
            assertThat(interrupted.getCount()).isZero();
        }
    }

    @Test
    void an_item_that_ignores_its_interruption_is_announced_without_it() throws Exception {
        // given
        var go = new CountDownLatch(1);
        ScriptedWorkload.Work work =
                (_, _) -> {
                    awaitUninterruptibly(go);
                    return ScriptedWorkload.done();
                };

        // when
        try (var _ = bench.processing(bench.config(4, 2), work)) {
            bench.release(bench.item(0, 1, 1, Duration.ofSeconds(1)));
            var failed = bench.events(ItemEvent.Failed.class, 1).getFirst();
            go.countDown();

            // then
            assertThat(failed.cause()).isEqualTo("timed_out");
            assertThat(bench.events(all -> ended(all) >= 1))
                    .noneMatch(ItemEvent.Succeeded.class::isInstance);
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException _) {
                // That is the point of this work: it does not listen.
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void a_cancelled_batch_is_interrupted_and_what_has_not_begun_is_returned() throws Exception {
        // given
        var begun = new CountDownLatch(2);
        ScriptedWorkload.Work work =
                (_, _) -> {
                    begun.countDown();
                    new CountDownLatch(1).await();
                    return ScriptedWorkload.done();
                };
        try (var _ = bench.processing(bench.config(4, 2), work)) {
            bench.release(6);
            assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

            // when
            bench.batchIs(BatchStatus.CANCELLING);
            var events = bench.events(all -> ended(all) == 6);

            // then
            assertThat(Workbench.of(ItemEvent.Returned.class, events)).hasSize(6);
            assertThat(Workbench.of(ItemEvent.Started.class, events)).hasSize(4);
        }
    }

    @Test
    void unfinished_items_are_returned_at_shutdown_within_five_seconds() throws Exception {
        // given
        var begun = new CountDownLatch(2);
        ScriptedWorkload.Work work =
                (_, _) -> {
                    begun.countDown();
                    new CountDownLatch(1).await();
                    return ScriptedWorkload.done();
                };
        var runtime = bench.processing(bench.config(4, 2), work);
        bench.release(6);
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        bench.events(ItemEvent.Started.class, 4);

        // when
        Instant before = Instant.now();
        runtime.close();

        // then
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(5));
        var events = bench.events(all -> ended(all) == 4);
        assertThat(Workbench.of(ItemEvent.Returned.class, events)).hasSize(4);
        // the two that were never claimed are the next worker's
        ScriptedWorkload.Work quick = (_, _) -> ScriptedWorkload.done();
        try (var _ = bench.processing(bench.config(4, 2), quick)) {
            assertThat(bench.events(ItemEvent.Succeeded.class, 2)).hasSize(2);
        }
    }

    @Test
    void a_record_that_nobody_can_read_goes_to_the_dead_letters_and_stops_nothing() {
        // given
        var topic = Topics.work(Stage.PROCESS, Priority.NORMAL);
        var job = JobId.of(bench.batch(), 0);
        byte[] bytes = ("{not json of " + bench.batch()).getBytes(StandardCharsets.UTF_8);
        ScriptedWorkload.Work work = (_, _) -> ScriptedWorkload.done();

        // when
        try (var _ = bench.processing(bench.config(4, 2), work)) {
            bench.outbox()
                    .send(
                            new ProducerRecord<>(
                                    topic.name(),
                                    topic.partition(job),
                                    topic.keys().encode(job),
                                    bytes))
                    .join();
            bench.release(1);
            bench.events(ItemEvent.Succeeded.class, 1);

            // then
            try (var letters = RecordCollector.of(bench.kafka(), Topics.DEAD_LETTERS)) {
                var letter =
                        letters
                                .until(
                                        seen ->
                                                seen.stream()
                                                        .anyMatch(l ->
                                                                Arrays.equals(l.value(), bytes)),
                                        Workbench.DEADLINE)
                                .stream()
                                .filter(l -> Arrays.equals(l.value(), bytes))
                                .findFirst()
                                .orElseThrow();
                assertThat(letter.record().headers().lastHeader("batchline_topic").value())
                        .asString()
                        .isEqualTo(topic.name());
                assertThat(letter.record().headers().lastHeader("batchline_error").value())
                        .asString()
                        .contains("not a WorkItem");
            }
        }
    }

    @Test
    void an_urgent_item_overtakes_normal_ones_and_these_do_not_starve() {
        // given
        var order = Collections.synchronizedList(new ArrayList<Integer>());
        ScriptedWorkload.Work work =
                (item, _) -> {
                    order.add(item.index());
                    return ScriptedWorkload.done();
                };
        for (int index = 0; index < 40; index++) {
            Priority priority = index < 20 ? Priority.LOW : Priority.URGENT;
            bench.send(
                    Topics.work(Stage.PROCESS, priority),
                    JobId.of(bench.batch(), index),
                    bench.item(index));
        }

        // when
        try (var _ = bench.processing(bench.config(1, 1), work)) {
            bench.events(all -> ended(all) == 40);
        }

        // then
        await().until(() -> order.size() == 40);
        List<Integer> firstHalf = List.copyOf(order.subList(0, 20));
        assertThat(firstHalf.stream().filter(index -> index >= 20).count()).isGreaterThan(12);
        assertThat(firstHalf.stream().anyMatch(index -> index < 20)).isTrue();
    }

    private static long ended(List<ItemEvent> events) {
        Set<Class<? extends ItemEvent>> ends =
                Set.of(ItemEvent.Succeeded.class, ItemEvent.Failed.class, ItemEvent.Returned.class);
        return events.stream().filter(event -> ends.contains(event.getClass())).count();
    }

    private static List<ItemEvent.OfItem> ofItem(List<ItemEvent> events, int index) {
        return Workbench.of(ItemEvent.OfItem.class, events).stream()
                .filter(event -> event.run().index() == index)
                .toList();
    }

    private static ItemEvent.Failed failed(List<ItemEvent> events, int index) {
        return (ItemEvent.Failed) ofItem(events, index).getLast();
    }
}
