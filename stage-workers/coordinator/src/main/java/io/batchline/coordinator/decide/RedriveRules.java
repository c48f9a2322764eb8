package io.batchline.coordinator.decide;

import io.batchline.contract.batch.BatchCommand;
import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.JobId;
import io.batchline.contract.item.Decisions;
import io.batchline.coordinator.state.BatchState;
import io.batchline.coordinator.state.ItemState;
import io.batchline.coordinator.state.ItemStatus;
import io.batchline.coordinator.state.Redrive;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What of an ended batch is begun anew.
public sealed interface RedriveRules {
    /// The generation that it opens.
    int generation();

    /// Whether it opens the batch's next generation, and the batch is one that can begin anew.
    default boolean opens(BatchState ended) {
        return generation() == ended.batch().generation() + 1 && ended.batch().source() != null;
    }

    /// The item as it begins anew; empty where it stays as it is.
    Optional<ItemState> takes(BatchId batch, int index, ItemState item);

    /// How far a review goes; null where it is none.
    Redrive.@Nullable Review review();

    /// What failed or was cancelled is done again.
    ///
    /// @param items only these; empty for all
    /// @param cause only what failed for it; null for any
    record Failed(int generation, Set<JobId> items, @Nullable String cause)
            implements RedriveRules {
        public Failed {
            items = Set.copyOf(items);
        }

        @Override
        public Optional<ItemState> takes(BatchId batch, int index, ItemState item) {
            boolean undone =
                    item.status() == ItemStatus.FAILED || item.status() == ItemStatus.CANCELLED;
            boolean named = items.isEmpty() || items.contains(JobId.of(batch, index));
            boolean taken = undone && named && (cause == null || cause.equals(item.cause()));
            return taken ? Optional.of(item.redriven()) : Optional.empty();
        }

        @Override
        public Redrive.@Nullable Review review() {
            return null;
        }
    }

    /// What a person decided on is read again. Only a batch that has completed: of any other there
    /// is something else to do first.
    record Decided(int generation, Map<JobId, Decisions> items, Redrive.Review review)
            implements RedriveRules {
        public Decided {
            items = Map.copyOf(items);
        }

        @Override
        public boolean opens(BatchState ended) {
            return RedriveRules.super.opens(ended) && ended.status() == BatchStatus.COMPLETED;
        }

        @Override
        public Optional<ItemState> takes(BatchId batch, int index, ItemState item) {
            Decisions decisions = items.get(JobId.of(batch, index));
            boolean asked = item.status() == ItemStatus.SUCCEEDED && item.decided() != null;
            return decisions != null && asked
                    ? Optional.of(item.decided(decisions).redriven())
                    : Optional.empty();
        }
    }

    static RedriveRules of(BatchCommand.Retry command) {
        return new Failed(command.generation(), Set.copyOf(command.items()), command.cause());
    }

    static RedriveRules of(BatchCommand.Review command) {
        return new Decided(
                command.generation(),
                command.items().stream()
                        .collect(
                                Collectors.toMap(
                                        BatchCommand.Decided::jobId,
                                        BatchCommand.Decided::decisions,
                                        (_, newest) -> newest)),
                command.regenerate() ? Redrive.Review.EVERYTHING : Redrive.Review.ITEMS);
    }
}
