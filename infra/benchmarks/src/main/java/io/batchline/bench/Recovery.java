package io.batchline.bench;

import io.batchline.contract.id.BatchId;
import io.batchline.contract.stage.Stage;
import java.io.IOException;
import java.nio.file.Path;

/// The state of a large batch half way through process, and how long the coordinator takes to have
/// it again.
final class Recovery {
    private static final int SLOTS = 64;

    private Recovery() {}

    static void measure(Path folder, int items, Figures figures)
            throws IOException, InterruptedException {
        try (CoordinatorBench bench = CoordinatorBench.start(folder, items, SLOTS)) {
            BatchId id = bench.submit();
            bench.awaitDone(id, Stage.PROCESS, items / 4);
            bench.stopCoordinator();
            ChangelogSize size = ChangelogSize.read(bench.kafka());
            figures.add(
                    "state per item in bytes, keys and values",
                    "state_bytes_per_item",
                    (double) size.live() / items,
                    "%,d items, a quarter of them processed".formatted(items));
            figures.add(
                    "  its stores on disk, bytes per item",
                    "state_disk_bytes_per_item",
                    (double) bench.stateOnDisk() / items,
                    "RocksDB, compressed as it lies");
            figures.add(
                    "  changelog read to restore it, MB",
                    "changelog_mb",
                    size.read() / 1e6,
                    "%,d records".formatted(size.records()));
            figures.add(
                    "restart with its stores to the first release in s",
                    "recovery_seconds",
                    bench.restart().toMillis() / 1e3,
                    "%,d items".formatted(items));
            bench.stopCoordinator();
            bench.forgetState();
            figures.add(
                    "restart without its stores to the first release in s",
                    "restore_seconds",
                    bench.restart().toMillis() / 1e3,
                    "from the changelog");
            bench.awaitEnd(id);
        }
    }
}
