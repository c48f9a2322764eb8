package io.batchline.contract.progress;

import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.WorkerId;
import org.jspecify.annotations.Nullable;

/// The key of `progress`: `batch|stage`, and `batch|stage|worker` for one worker's own counts.
public record ProgressKey(BatchId batchId, ProgressStage stage, @Nullable WorkerId worker) {
    public static ProgressKey of(BatchId batchId, ProgressStage stage) {
        return new ProgressKey(batchId, stage, null);
    }

    /// @throws IllegalArgumentException when the text is not such a key
    public static ProgressKey parse(String text) {
        String[] parts = text.split("\\|", -1);
        if (parts.length != 2 && parts.length != 3) {
            throw new IllegalArgumentException(
                    "'%s' is not a progress key: it takes batch|stage or batch|stage|worker"
                            .formatted(text));
        }
        var stage =
                ProgressStage.ofWireId(parts[1])
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "'%s' is not a progress stage".formatted(parts[1])));
        return new ProgressKey(
                new BatchId(parts[0]), stage, parts.length == 3 ? new WorkerId(parts[2]) : null);
    }

    @Override
    public String toString() {
        String headline = batchId.value() + "|" + stage.wireId();
        return worker == null ? headline : headline + "|" + worker.value();
    }
}
