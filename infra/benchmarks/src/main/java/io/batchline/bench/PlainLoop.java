package io.batchline.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.JobId;
import io.batchline.contract.item.Decisions;
import io.batchline.contract.item.Item;
import io.batchline.workload.ExtractContext;
import io.batchline.workload.ItemContext;
import io.batchline.workload.Organized;
import io.batchline.workload.Processed;
import io.batchline.workload.Source;
import io.batchline.workload.SourceRejected;
import io.batchline.workload.sheets.AnswerSheets;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
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
        Extracted extracted = new Extracted(new FileSource(zip));
        extract(extracted);
        List<Callable<Processed>> work = new ArrayList<>();
        for (Item item : extracted.items.subList(0, Math.min(most, extracted.items.size()))) {
            work.add(() -> read(item, extracted.source));
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

    private void extract(Extracted extracted) throws IOException, InterruptedException {
        try {
            workload.extract(extracted);
        } catch (SourceRejected e) {
            throw new IllegalStateException("generated sheets were rejected", e);
        }
    }

    private Processed read(Item item, Source source) throws IOException, InterruptedException {
        Organized organized = workload.organize(item, new Turn(source, Optional.empty()));
        Optional<String> group =
                organized instanceof Organized.Grouped(String key, var _)
                        ? Optional.of(key)
                        : Optional.empty();
        return workload.process(item, new Turn(source, group));
    }

    private record FileSource(Path file) implements Source {
        @Override
        public String id() {
            return file.toString();
        }

        @Override
        public String fileName() {
            return file.getFileName().toString();
        }

        @Override
        public long size() {
            return file.toFile().length();
        }

        @Override
        public SeekableByteChannel open() throws IOException {
            return Files.newByteChannel(file);
        }
    }

    private static final class Extracted implements ExtractContext {
        private static final BatchId BATCH = new BatchId("loop");
        private final Source source;
        private final List<Item> items = new ArrayList<>();

        private Extracted(Source source) {
            this.source = source;
        }

        @Override
        public void warn(String message) {}

        @Override
        public Source source() {
            return source;
        }

        @Override
        public ObjectNode options() {
            return JsonNodeFactory.instance.objectNode();
        }

        @Override
        public void found(String name, ObjectNode data) {
            items.add(new Item(JobId.of(BATCH, items.size()), items.size(), name, data));
        }

        @Override
        public void report(String message, long done, long total) {}
    }

    private record Turn(Source source, Optional<String> group) implements ItemContext {
        @Override
        public ObjectNode options() {
            return JsonNodeFactory.instance.objectNode();
        }

        @Override
        public Decisions decisions() {
            return Decisions.NONE;
        }

        @Override
        public void attach(String name, byte[] bytes) {}

        @Override
        public Instant deadline() {
            return Instant.MAX;
        }

        @Override
        public void phase(int phase, int phases, String message) {}
    }
}
