package io.batchline.contract.item;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.WorkerId;
import io.batchline.contract.stage.FailureKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What happens to released items: the value of `item-events`, written by workers only.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ItemEvent.Started.class, name = "started"),
    @JsonSubTypes.Type(value = ItemEvent.Heartbeat.class, name = "heartbeat"),
    @JsonSubTypes.Type(value = ItemEvent.Phase.class, name = "phase"),
    @JsonSubTypes.Type(value = ItemEvent.Succeeded.class, name = "succeeded"),
    @JsonSubTypes.Type(value = ItemEvent.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = ItemEvent.Returned.class, name = "returned")
})
public sealed interface ItemEvent {
    BatchId batchId();

    WorkerId worker();

    Instant at();

    /// An event of one item.
    sealed interface OfItem extends ItemEvent {
        ItemRun run();

        @Override
        default BatchId batchId() {
            return run().batchId();
        }
    }

    /// The worker has claimed the item; its lease begins.
    ///
    /// @param group the key of the group that the item was released in; null for none
    record Started(ItemRun run, WorkerId worker, Instant at, @Nullable String group)
            implements OfItem {
        public Started(ItemRun run, WorkerId worker, Instant at) {
            this(run, worker, at, null);
        }
    }

    /// The worker is alive and still has these items of the batch; their leases are renewed.
    record Heartbeat(BatchId batchId, List<ItemRun> runs, WorkerId worker, Instant at)
            implements ItemEvent {
        public Heartbeat {
            runs = List.copyOf(runs);
        }
    }

    /// The item's work is in phase `phase` (from 1) of `phases`.
    record Phase(ItemRun run, WorkerId worker, int phase, int phases, String message, Instant at)
            implements OfItem {}

    /// @param took the time of the work itself, without waiting
    record Succeeded(ItemRun run, WorkerId worker, ItemResult result, Duration took, Instant at)
            implements OfItem {}

    /// @param cause a stable id that failures are clustered by, for example `no_markers`
    /// @param message a sentence for people
    /// @param lastAttempt no attempt is left, or trying again can't help: the item has failed
    record Failed(
            ItemRun run,
            WorkerId worker,
            FailureKind kind,
            String cause,
            String message,
            boolean lastAttempt,
            Instant at)
            implements OfItem {}

    /// The worker gives the item back unfinished; no attempt is lost.
    record Returned(ItemRun run, WorkerId worker, Instant at) implements OfItem {}
}
