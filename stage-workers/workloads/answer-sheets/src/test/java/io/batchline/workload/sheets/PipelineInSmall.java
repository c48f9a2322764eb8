package io.batchline.workload.sheets;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.JobId;
import io.batchline.contract.item.Claim;
import io.batchline.contract.item.Decisions;
import io.batchline.contract.item.Item;
import io.batchline.workload.Drawn;
import io.batchline.workload.ExtractContext;
import io.batchline.workload.ItemContext;
import io.batchline.workload.Organized;
import io.batchline.workload.Processed;
import io.batchline.workload.Rejected;
import io.batchline.workload.Source;
import io.batchline.workload.SourceRejected;
import io.batchline.workload.Workload;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Runs a workload over a source as the pipeline does, in one thread.
final class PipelineInSmall {
    private static final BatchId BATCH = new BatchId("b1");

    final List<Item> items = new ArrayList<>();
    final List<String> messages = new ArrayList<>();
    final List<String> entered = new ArrayList<>();
    final Map<String, ObjectNode> rows = new LinkedHashMap<>();
    final List<Processed.Completed> completions = new ArrayList<>();
    final Map<String, String> separators = new LinkedHashMap<>();
    final List<String> warnings = new ArrayList<>();
    final Map<String, Rejected> failures = new LinkedHashMap<>();

    /// By name, of the item that was worked on last.
    final Map<String, byte[]> attached = new LinkedHashMap<>();

    private final Workload workload;
    private final Source source;
    private final ObjectNode options;
    private Decisions decisions = Decisions.NONE;

    PipelineInSmall(Workload workload, Source source, ObjectNode options) {
        this.workload = workload;
        this.source = source;
        this.options = options;
    }

    static PipelineInSmall run(Workload workload, Source source) throws Exception {
        return run(workload, source, JsonNodeFactory.instance.objectNode());
    }

    static PipelineInSmall run(Workload workload, Source source, ObjectNode options)
            throws Exception {
        PipelineInSmall pipeline = new PipelineInSmall(workload, source, options);
        pipeline.extract();
        pipeline.organizeAndProcess();
        return pipeline;
    }

    void extract() throws IOException, SourceRejected, InterruptedException {
        workload.extract(new Extracting());
    }

    /// Processes an item once more, with what a person decided of it.
    Processed again(Item item, Map<String, String> decided)
            throws IOException, InterruptedException {
        decisions = new Decisions(decided);
        attached.clear();
        return workload.process(item, new Working(Optional.empty()));
    }

    Drawn draw(Item item) throws IOException, InterruptedException {
        return workload.draw(item, new Working(Optional.empty()));
    }

    private void organizeAndProcess() throws IOException, InterruptedException {
        Optional<String> named = Optional.empty();
        Set<String> claimed = new HashSet<>();
        for (Item item : items) {
            switch (workload.organize(item, new Working(Optional.empty()))) {
                case Organized.Grouped(String key, Optional<Claim> claim) -> {
                    boolean first = claim.isEmpty() || claimed.add(claim.get().identity());
                    process(item, Optional.of(first ? key : claim.get().otherwise()));
                }
                case Organized.Separator(String key) -> {
                    separators.put(item.name(), key);
                    named = Optional.of(key);
                }
                case Organized.Ungrouped() -> process(item, named);
                case Rejected rejected -> failures.put(item.name(), rejected);
            }
        }
    }

    private void process(Item item, Optional<String> group)
            throws IOException, InterruptedException {
        attached.clear();
        switch (workload.process(item, new Working(group))) {
            case Processed.Completed completed -> {
                rows.put(item.name(), completed.fields());
                completions.add(completed);
            }
            case Rejected rejected -> failures.put(item.name(), rejected);
        }
    }

    private final class Extracting implements ExtractContext {
        @Override
        public Source source() {
            return source;
        }

        @Override
        public ObjectNode options() {
            return options;
        }

        @Override
        public void found(String name, ObjectNode data) {
            int index = items.size();
            items.add(new Item(JobId.of(BATCH, index), index, name, data));
        }

        @Override
        public void warn(String message) {
            warnings.add(message);
        }

        @Override
        public void report(String message, long done, long total) {
            messages.add(message);
        }
    }

    private final class Working implements ItemContext {
        private final Optional<String> group;

        Working(Optional<String> group) {
            this.group = group;
        }

        @Override
        public Source source() {
            return source;
        }

        @Override
        public ObjectNode options() {
            return options;
        }

        @Override
        public Optional<String> group() {
            return group;
        }

        @Override
        public Decisions decisions() {
            return decisions;
        }

        @Override
        public void attach(String name, byte[] bytes) {
            attached.put(name, bytes);
        }

        @Override
        public Instant deadline() {
            return Instant.MAX;
        }

        @Override
        public void phase(int phase, int phases, String message) {
            entered.add("%d/%d %s".formatted(phase, phases, message));
        }
    }
}
