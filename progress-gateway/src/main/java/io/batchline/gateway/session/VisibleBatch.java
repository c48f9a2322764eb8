package io.batchline.gateway.session;

import io.batchline.contract.batch.Batch;
import io.batchline.contract.batch.BatchDefinition;
import io.batchline.contract.id.BatchId;
import io.batchline.gateway.hub.History;
import io.batchline.gateway.hub.ProgressEvent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A batch that its caller may see, at one moment.
///
/// @param batch as the coordinator says it stands, with what was asked for since
/// @param removals what is kept of it no longer
/// @param generation the newest that was asked for, or that the coordinator has begun
/// @param hasInput whether what it is to work on is there; also before the coordinator knows
/// @param webhookUrl who is told of it beside the tenant's endpoints; null for nobody
public record VisibleBatch(
        Batch batch,
        History history,
        Removals removals,
        int generation,
        boolean hasInput,
        @Nullable String webhookUrl) {
    /// Whether the newest event is the end of a generation that another was asked to follow.
    public boolean isBegunAnew() {
        return newest().filter(event -> event.isEnd() && event.progress().generation() < generation)
                .isPresent();
    }

    public BatchDefinition definition() {
        return batch.definition();
    }

    public BatchId batchId() {
        return batch.definition().batchId();
    }

    public Optional<ProgressEvent> newest() {
        return history.newest();
    }
}
