package io.batchline.stage;

import io.batchline.contract.stage.Stage;
import io.batchline.contract.topic.Topics;
import io.batchline.contract.worker.WorkerInfo;
import io.batchline.stage.loop.ApplyThenCommit;
import io.batchline.stage.loop.BatchHandler;
import io.batchline.stage.loop.PollLoop;
import io.batchline.stage.send.Outbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// The stages that run in this process, with what they share: one producer, one view of the
/// batches, one permit for each core, one thread that watches the leases.
///
/// Stages are added after opening. Closing takes a few seconds at most: nothing more is claimed,
/// what has not begun is given back, the rest may end, is interrupted, and given back.
public final class StageRuntime implements AutoCloseable {
    private final Shared shared;
    private final List<StageRunner<?>> runners = new CopyOnWriteArrayList<>();
    private final List<PollLoop> loops = new CopyOnWriteArrayList<>();
    private final LeaseThread leases;
    private volatile @Nullable WorkerAnnouncer announcer;

    private StageRuntime(Shared shared) {
        this.shared = shared;
        this.leases = LeaseThread.start(this::tick);
    }

    public static StageRuntime open(RuntimeConfig config) {
        var outbox = Outbox.open(config.kafka(), "worker-" + config.worker().value());
        outbox.prepare(
                List.of(
                        Topics.ITEM_EVENTS,
                        Topics.STAGE_EVENTS,
                        Topics.ITEMS,
                        Topics.PROGRESS,
                        Topics.WORKERS,
                        Topics.DEAD_LETTERS));
        var board =
                BatchBoard.start(
                        config.kafka(), "worker-" + config.worker().value(), config.clock());
        return new StageRuntime(
                new Shared(config, outbox, board, new Semaphore(config.cores(), true)));
    }

    /// What this process writes to Kafka goes through here.
    public Outbox outbox() {
        return shared.outbox();
    }

    public BatchBoard batches() {
        return shared.board();
    }

    public RuntimeConfig config() {
        return shared.config();
    }

    /// Runs a per-batch stage in this process.
    public void runPerBatch(Stage stage, BatchStage function) {
        add(StageRunner.start(stage, new RunTrade(stage, function, shared), shared));
    }

    /// Runs a per-item stage in this process.
    public void runPerItem(Stage stage, ItemPorts ports) {
        add(StageRunner.start(stage, new ItemTrade(stage, ports, shared), shared));
    }

    private void add(StageRunner<?> runner) {
        runners.add(runner);
        loops.add(runner.loop());
    }

    /// Gives polls of these topics to the handler, as a member of the group to which partitions of
    /// the same number come together. Offsets are committed after the handler has returned.
    public void apply(String group, Set<String> topics, BatchHandler handler) {
        loops.add(
                PollLoop.start(
                        group,
                        topics,
                        () -> new Consumers(shared.config()).together(group),
                        new ApplyThenCommit(
                                handler,
                                task -> Thread.ofVirtual().name(group + "-apply").start(task))));
    }

    /// Announces this worker from now on.
    public void announce(Set<Stage> stages, Set<WorkerInfo.Role> roles) {
        announcer = new WorkerAnnouncer(shared, stages, roles);
    }

    /// Why loops do not work at the moment, by their names; empty when all is well.
    public Map<String, String> failures() {
        var failures = new TreeMap<String, String>();
        for (PollLoop loop : loops) {
            var failure = loop.failure();
            if (failure != null) {
                failures.put(loop.name(), failure.toString());
            }
        }
        return failures;
    }

    private void tick() {
        runners.forEach(StageRunner::tick);
        var announcing = announcer;
        if (announcing != null) {
            announcing.tick();
        }
    }

    @Override
    public void close() {
        try {
            var announcing = announcer;
            if (announcing != null) {
                announcing.close();
            }
            new Shutdown(List.copyOf(runners), new ArrayList<>(loops)).run();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            leases.close();
            shared.board().close();
            shared.outbox().close();
        }
    }
}
