package io.batchline.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.JobId;
import io.batchline.contract.item.Decisions;
import io.batchline.contract.item.Item;
import io.batchline.workload.ExtractContext;
import io.batchline.workload.ItemContext;
import io.batchline.workload.Source;
import io.batchline.workload.SourceRejected;
import io.batchline.workload.Workload;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A file as a batch's source, without a pipeline.
///
/// @param id what a workload may remember it by
record ReadSource(Path file, String id) implements Source {
    private static final BatchId BATCH = new BatchId("loop");

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

    /// The workload's items of this source.
    List<Item> extract(Workload workload) throws IOException, InterruptedException {
        Extracted extracted = new Extracted(this);
        try {
            workload.extract(extracted);
        } catch (SourceRejected e) {
            throw new IllegalStateException("generated sheets were rejected", e);
        }
        return extracted.items;
    }

    /// @param group what organize found
    ItemContext turn(Optional<String> group, ObjectNode options) {
        return new Turn(this, group, options);
    }

    private static final class Extracted implements ExtractContext {
        private final Source source;
        private final List<Item> items = new ArrayList<>();

        private Extracted(Source source) {
            this.source = source;
        }

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

        @Override
        public void warn(String message) {}
    }

    private record Turn(Source source, Optional<String> group, ObjectNode options)
            implements ItemContext {
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
