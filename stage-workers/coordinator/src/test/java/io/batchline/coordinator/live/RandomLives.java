package io.batchline.coordinator.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.batch.BatchCommand;
import io.batchline.contract.batch.Priority;
import io.batchline.contract.batch.StartMode;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.JobId;
import io.batchline.contract.item.Claim;
import io.batchline.contract.item.ItemEvent;
import io.batchline.contract.item.ItemFound;
import io.batchline.contract.item.ItemResult;
import io.batchline.contract.item.ItemRun;
import io.batchline.contract.stage.FailureKind;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.stage.StageEvent;
import io.batchline.contract.work.StageRun;
import io.batchline.contract.work.WorkItem;
import io.batchline.coordinator.FakeWorker;
import io.batchline.coordinator.TestClock;
import io.batchline.coordinator.decide.Cluster;
import io.batchline.coordinator.decide.Timings;
import io.batchline.coordinator.state.Shelf;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;

/// Two batches whose clients and workers do anything at all, in any order; then they do what is
/// left to do, and both batches must end.
final class RandomLives {
    private static final int CONCURRENCY = 3;
    private static final List<BatchId> IDS = List.of(new BatchId("a"), new BatchId("b"));
    private static final Cluster CLUSTER =
            new Cluster(Map.of(Stage.PROCESS, new Cluster.Capacity(1, 4)), Map.of(), List.of());

    private final Random random;
    private final TestClock clock = new TestClock();
    private final FakeWorker worker = FakeWorker.named("any", clock);
    private final MapStore store = new MapStore();
    private final Laws laws = new Laws();
    private final Deliveries deliveries;
    private final Map<BatchId, Integer> items;
    private Conductor conductor;

    RandomLives(long seed) {
        this.random = new Random(seed);
        this.deliveries = new Deliveries(random, store, laws);
        this.items = Map.of(IDS.get(0), random.nextInt(12), IDS.get(1), 1 + random.nextInt(6));
        this.conductor = begin();
    }

    private Conductor begin() {
        var view = random.nextBoolean() ? CLUSTER : Cluster.UNKNOWN;
        return new Conductor(
                new Desk(new Shelf(store), laws, _ -> view, clock, random, Timings.DEFAULT));
    }

    void anything(int steps) {
        for (int step = 0; step < steps; step++) {
            one();
            check();
        }
    }

    private void one() {
        BatchId id = IDS.get(random.nextInt(IDS.size()));
        switch (random.nextInt(28)) {
            case 0, 1 -> send(create(id));
            case 2, 3 -> send(worker.uploaded(id));
            case 4 -> send(new BatchCommand.Uploading(id, worker.now()));
            case 5 -> send(worker.start(id));
            case 6 -> {
                if (random.nextInt(12) == 0) {
                    send(worker.cancel(id));
                }
            }
            case 7, 8, 9 -> stageEvent();
            case 10, 11, 12, 13, 14, 15 -> itemEvent();
            case 16 -> deliveries.again();
            case 17 -> deliveries.late();
            case 18, 19 -> ticks(1 + random.nextInt(4));
            case 20 -> ticks(random.nextInt(60));
            case 21 -> send(worker.pause(id));
            case 22 -> send(worker.resume(id));
            case 23 -> send(change(id));
            case 24 -> send(retry(id));
            case 25, 26 ->
                    send(
                            worker.review(
                                    id,
                                    1 + laws.generation(id),
                                    random.nextBoolean(),
                                    IntStream.range(0, random.nextInt(13))
                                            .boxed()
                                            .toArray(Integer[]::new)));
            default -> {
                if (random.nextInt(4) == 0) {
                    conductor = begin();
                }
            }
        }
    }

    /// Of all items or only of some.
    private BatchCommand retry(BatchId id) {
        List<JobId> some =
                IntStream.range(0, items.getOrDefault(id, 0))
                        .filter(_ -> random.nextBoolean())
                        .mapToObj(index -> JobId.of(id, index))
                        .toList();
        return new BatchCommand.Retry(
                id,
                1 + random.nextInt(2) + laws.generation(id),
                random.nextBoolean() ? List.of() : some,
                null,
                "admin",
                worker.now());
    }

    private BatchCommand change(BatchId id) {
        var priorities = Priority.values();
        int concurrency = 1 + random.nextInt(CONCURRENCY);
        return worker.change(
                id, priorities[random.nextInt(priorities.length)], OptionalInt.of(concurrency));
    }

    private BatchCommand create(BatchId id) {
        StartMode start = id.value().equals("a") ? StartMode.AUTO : StartMode.MANUAL;
        return new BatchCommand.Create(
                FakeWorker.definition(id, start, OptionalInt.of(CONCURRENCY), 100, worker.now()),
                worker.now());
    }

    private void stageEvent() {
        if (laws.runs.isEmpty()) {
            return;
        }
        StageRun run =
                laws.runs.get(laws.runs.size() - 1 - random.nextInt(Math.min(3, laws.runs.size())));
        switch (random.nextInt(9)) {
            case 0, 1 -> send(worker.started(run));
            case 2 -> send(worker.heartbeat(run));
            case 3 -> send(worker.failed(run, FailureKind.TRANSIENT));
            case 4 ->
                    send(new StageEvent.Returned(run.key(), run.run(), worker.id(), worker.now()));
            case 5 ->
                    send(
                            new StageEvent.Advanced(
                                    run.key(),
                                    run.run(),
                                    worker.id(),
                                    random.nextInt(10),
                                    10,
                                    worker.now()));
            default -> finish(run);
        }
    }

    private void finish(StageRun run) {
        BatchId id = run.key().batchId();
        int total = items.getOrDefault(id, 0);
        List<Runnable> all = new ArrayList<>();
        if (run.key().stage() == Stage.EXTRACT) {
            for (int index = 0; index < total; index++) {
                ItemFound found = worker.found(run, index);
                all.add(() -> send(found));
            }
        }
        all.add(() -> send(worker.finished(run, total)));
        if (random.nextBoolean()) {
            Collections.shuffle(all, random);
        }
        all.forEach(Runnable::run);
    }

    private void itemEvent() {
        if (laws.work.isEmpty()) {
            return;
        }
        int back = random.nextInt(Math.min(8, laws.work.size()));
        ItemRun run = laws.work.get(laws.work.size() - 1 - back).run();
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> send(worker.started(run));
            case 3 -> send(worker.heartbeat(run, run));
            case 4 -> send(worker.failed(run, FailureKind.TRANSIENT));
            case 5 -> {
                if (random.nextInt(4) == 0) {
                    send(worker.failed(run, FailureKind.PERMANENT));
                }
            }
            case 6 -> send(worker.returned(run));
            case 7 -> send(new ItemEvent.Phase(run, worker.id(), 1, 2, "reading", worker.now()));
            default -> send(worker.succeeded(run, result(run)));
        }
    }

    private ItemResult result(ItemRun run) {
        if (run.stage() == Stage.PROCESS) {
            return random.nextInt(3) == 0 ? FakeWorker.doubtfulRow() : FakeWorker.row();
        }
        return switch (random.nextInt(6)) {
            case 0 -> new ItemResult.Separator("s" + random.nextInt(2));
            case 1, 2 -> new ItemResult.Grouped("g" + random.nextInt(2));
            case 3 ->
                    new ItemResult.Grouped("g0", new Claim("one of " + random.nextInt(3), "taken"));
            default -> new ItemResult.Ungrouped();
        };
    }

    private void send(BatchCommand command) {
        deliveries.send(() -> conductor.plan(command, 100));
    }

    private void send(StageEvent event) {
        deliveries.send(() -> conductor.plan(event));
    }

    private void send(ItemFound found) {
        deliveries.send(() -> conductor.plan(found, 100));
    }

    private void send(ItemEvent event) {
        deliveries.send(() -> conductor.plan(event));
    }

    private void ticks(int ticks) {
        for (int tick = 0; tick < ticks; tick++) {
            clock.pass(Timings.DEFAULT.tick());
            conductor.tick();
        }
    }

    private void check() {
        for (BatchId id : IDS) {
            conductor
                    .find(id)
                    .ifPresent(live -> {
                        assertThat(live.leases.size()).isLessThanOrEqualTo(CONCURRENCY);
                        var stored =
                                LiveBatch.load(
                                        live.state(), new Shelf(store), worker.now(), worker.now());
                        assertThat(stored.tally().counts())
                                .as("counts are those of the stored items")
                                .isEqualTo(live.tally().counts());
                        assertThat(stored.hash()).as("hash").isEqualTo(live.hash());
                        assertThat(stored.leases.size()).isEqualTo(live.leases.size());
                        assertThat(stored.leases.running()).isEqualTo(live.leases.running());
                    });
        }
    }

    /// From here on everybody does what they should.
    void toTheEnd() {
        for (BatchId id : IDS) {
            deliveries.deliver(() -> conductor.plan(create(id), 100));
            deliveries.deliver(() -> conductor.plan(worker.uploaded(id), 100));
            deliveries.deliver(() -> conductor.plan(worker.start(id), 100));
            deliveries.deliver(() -> conductor.plan(worker.resume(id), 100));
        }
        for (int round = 0; round < 60 && !IDS.stream().allMatch(laws::hasEnded); round++) {
            for (StageRun run : List.copyOf(laws.runs)) {
                doStage(run);
            }
            for (WorkItem item : List.copyOf(laws.work)) {
                deliveries.deliver(() -> conductor.plan(worker.started(item.run())));
                deliveries.deliver(
                        () -> conductor.plan(worker.succeeded(item.run(), result(item.run()))));
            }
            ticks(40);
            check();
        }
        assertThat(IDS).as("every batch ends").allMatch(laws::hasEnded);
    }

    private void doStage(StageRun run) {
        BatchId id = run.key().batchId();
        int total = items.getOrDefault(id, 0);
        if (run.key().stage() == Stage.EXTRACT) {
            for (int index = 0; index < total; index++) {
                ItemFound found = worker.found(run, index);
                deliveries.deliver(() -> conductor.plan(found, 100));
            }
        }
        deliveries.deliver(() -> conductor.plan(worker.finished(run, total)));
    }
}
