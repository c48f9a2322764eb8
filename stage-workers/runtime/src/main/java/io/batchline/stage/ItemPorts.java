package io.batchline.stage;

import io.batchline.contract.batch.BatchSource;
import io.batchline.contract.id.BlobKey;
import io.batchline.contract.item.ItemRun;
import io.batchline.workload.Source;
import io.batchline.workload.Workload;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/// What per-item stages need of the process around them.
///
/// @param workloads by name; empty for one that this process does not know
public record ItemPorts(
        Function<String, Optional<Workload>> workloads,
        Sources sources,
        RowStore rows,
        AttachmentStore attachments) {
    /// Opens sources.
    @FunctionalInterface
    public interface Sources {
        Source of(BatchSource source);
    }

    /// Keeps result rows that are too large for a record.
    @FunctionalInterface
    public interface RowStore {
        BlobKey keep(ItemRun run, byte[] json) throws IOException;
    }

    /// Keeps what a run leaves beside its result.
    @FunctionalInterface
    public interface AttachmentStore {
        void keep(ItemRun run, String name, byte[] bytes) throws IOException;
    }
}
