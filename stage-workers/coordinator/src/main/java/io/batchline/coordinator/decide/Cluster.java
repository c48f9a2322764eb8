package io.batchline.coordinator.decide;

import io.batchline.contract.batch.Batch;
import io.batchline.contract.batch.InLine;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.worker.WorkerInfo;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What the workers can hold and who wants it, at one moment.
///
/// @param batches those that are processing
public record Cluster(
        Map<Stage, Capacity> capacities, Map<Stage, Integer> activeBatches, List<InLine> batches) {
    public static final Cluster UNKNOWN = new Cluster(Map.of(), Map.of(), List.of());

    public Cluster {
        capacities = Map.copyOf(capacities);
        activeBatches = Map.copyOf(activeBatches);
        batches = List.copyOf(batches);
    }

    public static Cluster of(
            Collection<WorkerInfo> workers, Collection<InLine> batches, Instant now) {
        Map<Stage, Capacity> capacities = new EnumMap<>(Stage.class);
        for (WorkerInfo worker : workers) {
            if (worker.isAlive(now)) {
                var one = new Capacity(1, worker.slots());
                worker.stages().forEach(stage -> capacities.merge(stage, one, Capacity::plus));
            }
        }
        Map<Stage, Integer> active = new EnumMap<>(Stage.class);
        batches.forEach(batch -> active.merge(batch.stage(), 1, Integer::sum));
        return new Cluster(capacities, active, List.copyOf(batches));
    }

    public Capacity capacity(Stage stage) {
        return capacities.getOrDefault(stage, Capacity.NONE);
    }

    /// Batches in that stage, as far as it is known: the one that asks is always one.
    public int batchesIn(Stage stage) {
        return Math.max(1, activeBatches.getOrDefault(stage, 0));
    }

    /// What goes before the first of a batch that waits in its stage; none unless it is processing.
    public int ahead(Batch of) {
        return InLine.of(of)
                .map(mine -> mine.ahead(batches, capacity(mine.stage()).slots()))
                .orElse(0);
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
