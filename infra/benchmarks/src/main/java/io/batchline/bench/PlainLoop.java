package io.batchline.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.contract.item.Item;
import io.batchline.workload.Organized;
import io.batchline.workload.Processed;
import io.batchline.workload.sheets.AnswerSheets;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// What the pipeline's work costs without the pipeline: extract, then organize and process of every
/// item on a few threads, results kept in memory.
final class PlainLoop {
    private static final ObjectNode NO_OPTIONS = JsonNodeFactory.instance.objectNode();

    private final Path zip;
    private final int threads;
    private final AnswerSheets workload = new AnswerSheets();

    PlainLoop(Path zip, int threads) {
        this.zip = zip;
        this.threads = threads;
    }

    /// @return the time for the first `most` sheets
    Duration run(int most) throws IOException, InterruptedException, ExecutionException {
        Instant start = Instant.now();
        ReadSource source = new ReadSource(zip, zip.toString());
        List<Item> items = source.extract(workload);
        List<Callable<Processed>> work = new ArrayList<>();
        for (Item item : items.subList(0, Math.min(most, items.size()))) {
            work.add(() -> read(item, source));
        }
        try (var pool = Executors.newFixedThreadPool(threads)) {
            for (Future<Processed> done : pool.invokeAll(work)) {
                if (!(done.get() instanceof Processed.Completed)) {
                    throw new IllegalStateException(
                            "a generated sheet was not read: " + done.get());
                }
            }
        }
        return Duration.between(start, Instant.now());
    }

    private Processed read(Item item, ReadSource source) throws IOException, InterruptedException {
        Organized organized = workload.organize(item, source.turn(Optional.empty(), NO_OPTIONS));
        Optional<String> group =
                organized instanceof Organized.Grouped(String key, var _)
                        ? Optional.of(key)
                        : Optional.empty();
        return workload.process(item, source.turn(group, NO_OPTIONS));
    }
}
