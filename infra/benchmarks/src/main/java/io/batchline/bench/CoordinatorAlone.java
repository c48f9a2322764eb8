package io.batchline.bench;

import io.batchline.contract.batch.Batch;
import io.batchline.contract.batch.StageRow;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.stage.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/// One batch through the coordinator and one broker, with workers that answer at once. Every item
/// is found, organized and processed: two releases and four events each.
final class CoordinatorAlone {
    /// As a cluster of many machines would have: the window is not what bounds.
    private static final int SLOTS = 512;

    private CoordinatorAlone() {}

    static void measure(Path folder, int items, Figures figures)
            throws IOException, InterruptedException {
        try (CoordinatorBench bench = CoordinatorBench.start(folder, items, SLOTS)) {
            bench.awaitEnd(bench.submit());
            Duration before = CoordinatorBench.threadTime();
            BatchId id = bench.submit();
            Batch batch = bench.awaitEnd(id);
            Duration spent = CoordinatorBench.threadTime().minus(before);
            Instant begun = begun(batch.row(Stage.ORGANIZE));
            Instant done = finished(batch.row(Stage.PROCESS));
            figures.add(
                    "items per second through the coordinator, organize and process",
                    "coordinator_items_per_second",
                    items / seconds(begun, done),
                    "goal 3,000");
            figures.add(
                    "  the same with extract",
                    "coordinator_items_per_second_with_extract",
                    items / seconds(begun(batch.row(Stage.EXTRACT)), done),
                    "");
            figures.add(
                    "  processor time of the coordinator's thread in µs per item",
                    "coordinator_thread_micros_per_item",
                    spent.toNanos() / 1e3 / items,
                    "");
            for (Stage stage : new Stage[] {Stage.EXTRACT, Stage.ORGANIZE, Stage.PROCESS}) {
                StageRow row = batch.row(stage);
                figures.add(
                        "  items per second in " + stage.shortName(),
                        "coordinator_%s_per_second".formatted(stage.shortName()),
                        items / seconds(begun(row), finished(row)),
                        "");
            }
        }
    }

    private static Instant begun(StageRow row) {
        return Objects.requireNonNull(row.startedAt());
    }

    private static Instant finished(StageRow row) {
        return Objects.requireNonNull(row.finishedAt());
    }

    private static double seconds(Instant from, Instant until) {
        return Duration.between(from, until).toNanos() / 1e9;
    }
}
