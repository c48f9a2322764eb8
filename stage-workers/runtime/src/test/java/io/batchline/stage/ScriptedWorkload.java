package io.batchline.stage;

import io.batchline.contract.batch.Labels;
import io.batchline.contract.item.Item;
import io.batchline.workload.ExtractContext;
import io.batchline.workload.ItemContext;
import io.batchline.workload.Organized;
import io.batchline.workload.Processed;
import io.batchline.workload.Workload;
import io.batchline.workload.WorkloadInfo;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A workload whose work a test writes.
record ScriptedWorkload(Work work) implements Workload {
    static final String NAME = "scripted";

    /// The work on one item.
    interface Work {
        Processed on(Item item, ItemContext context) throws IOException, InterruptedException;
    }

    static Processed done() {
        return new Processed.Completed(Workbench.NOTHING.deepCopy());
    }

    @Override
    public WorkloadInfo info() {
        return new WorkloadInfo(
                NAME,
                new Labels(Map.of(), "things"),
                List.of(),
                Workbench.NOTHING,
                Duration.ofSeconds(60),
                WorkloadInfo.BoundBy.PROCESSOR);
    }

    @Override
    public void extract(ExtractContext context) {}

    @Override
    public Organized organize(Item item, ItemContext context) {
        return new Organized.Ungrouped();
    }

    @Override
    public Processed process(Item item, ItemContext context)
            throws IOException, InterruptedException {
        return work.on(item, context);
    }
}
