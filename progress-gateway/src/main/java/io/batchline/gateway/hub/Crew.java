package io.batchline.gateway.hub;

import io.batchline.contract.id.WorkerId;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.worker.WorkerInfo;
import java.time.Clock;
import java.util.concurrent.ConcurrentHashMap;

/// The worker processes that are known, as they announce themselves. Told by the topics' reader,
/// asked by any thread.
public final class Crew {
    private final ConcurrentHashMap<WorkerId, WorkerInfo> workers = new ConcurrentHashMap<>();
    private final Clock clock;

    public Crew(Clock clock) {
        this.clock = clock;
    }

    public void onAnnounced(WorkerInfo worker) {
        workers.put(worker.workerId(), worker);
    }

    public void onGone(WorkerId worker) {
        workers.remove(worker);
    }

    /// How many live workers run the stage.
    public long running(Stage stage) {
        return workers.values().stream()
                .filter(worker -> worker.isAlive(clock.instant()))
                .filter(worker -> worker.stages().contains(stage))
                .count();
    }

    /// How many items of the stage the live workers claim at once, all together.
    public int slots(Stage stage) {
        return workers.values().stream()
                .filter(worker -> worker.isAlive(clock.instant()))
                .filter(worker -> worker.stages().contains(stage))
                .mapToInt(WorkerInfo::slots)
                .sum();
    }

    /// How many live workers have the role.
    public long running(WorkerInfo.Role role) {
        return workers.values().stream()
                .filter(worker -> worker.isAlive(clock.instant()))
                .filter(worker -> worker.roles().contains(role))
                .count();
    }
}
