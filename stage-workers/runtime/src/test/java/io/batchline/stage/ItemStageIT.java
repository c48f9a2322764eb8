package io.batchline.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
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
            var events = bench.events(all -> Workbench.ended(all) == 20);

            // then
            assertThat(committed).hasSize(20).doesNotContainValue(false);
            assertThat(Workbench.of(ItemEvent.Started.class, events)).hasSize(20);
            for (int index = 0; index < 20; index++) {
                assertThat(Workbench.ofItem(events, index).getFirst())
                        .isInstanceOf(ItemEvent.Started.class);
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
            var events = bench.events(all -> Workbench.ended(all) == 30);

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
            var events = bench.events(all -> Workbench.ended(all) == 4);

            // then
            assertThat(Workbench.failed(events, 0))
                    .returns("no_markers", ItemEvent.Failed::cause)
                    .returns(true, ItemEvent.Failed::lastAttempt);
            assertThat(Workbench.failed(events, 1))
                    .returns("io_error", ItemEvent.Failed::cause)
                    .returns(FailureKind.TRANSIENT, ItemEvent.Failed::kind)
                    .returns(false, ItemEvent.Failed::lastAttempt);
            assertThat(Workbench.failed(events, 2))
                    .returns("internal_error", ItemEvent.Failed::cause)
                    .returns(FailureKind.PERMANENT, ItemEvent.Failed::kind)
                    .returns(true, ItemEvent.Failed::lastAttempt);
            assertThat(Workbench.ofItem(events, 3).getLast())
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
            bench.events(all -> Workbench.ended(all) == 6);
            assertThat(named)
                    .hasSize(6)
                    .allSatisfy((job, name) -> assertThat(name).isEqualTo(job.value()));
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
            bench.events(all -> Workbench.ended(all) == 40);
        }

        // then
        await().until(() -> order.size() == 40);
        List<Integer> firstHalf = List.copyOf(order.subList(0, 20));
        assertThat(firstHalf.stream().filter(index -> index >= 20).count()).isGreaterThan(12);
        assertThat(firstHalf.stream().anyMatch(index -> index < 20)).isTrue();
    }
}
