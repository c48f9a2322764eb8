package io.batchline.coordinator.decide;

import io.batchline.contract.stage.Stage;
import io.batchline.contract.worker.WorkerInfo;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;

/// What the workers can hold and who wants it, at one moment.
public record Cluster(Map<Stage, Capacity> capacities, Map<Stage, Integer> activeBatches) {
    public static final Cluster UNKNOWN = new Cluster(Map.of(), Map.of());

    public Cluster {
        capacities = Map.copyOf(capacities);
        activeBatches = Map.copyOf(activeBatches);
    }

    /// @param active the stage of each batch that is processing
    public static Cluster of(
            Collection<WorkerInfo> workers, Collection<Stage> active, Instant now) {
        Map<Stage, Capacity> capacities = new EnumMap<>(Stage.class);
        for (WorkerInfo worker : workers) {
            if (worker.isAlive(now)) {
                var one = new Capacity(1, worker.slots());
                worker.stages().forEach(stage -> capacities.merge(stage, one, Capacity::plus));
            }
        }
        Map<Stage, Integer> batches = new EnumMap<>(Stage.class);
        active.forEach(stage -> batches.merge(stage, 1, Integer::sum));
        return new Cluster(capacities, batches);
    }

    public Capacity capacity(Stage stage) {
        return capacities.getOrDefault(stage, Capacity.NONE);
    }

    /// Batches in that stage, as far as it is known: the one that asks is always one.
    public int batchesIn(Stage stage) {
        return Math.max(1, activeBatches.getOrDefault(stage, 0));
    }

    /// @param workers processes alive that run the stage
    /// @param slots items of the stage that they claim at once, all together
    public record Capacity(int workers, int slots) {
        public static final Capacity NONE = new Capacity(0, 0);

        Capacity plus(Capacity other) {
            return new Capacity(workers + other.workers, slots + other.slots);
        }
    }
}
