package io.batchline.coordinator.live;

import io.batchline.contract.batch.ItemsHash;
import io.batchline.contract.id.BatchId;
import io.batchline.coordinator.decide.RedriveRules;
import io.batchline.coordinator.state.BatchState;
import io.batchline.coordinator.state.ItemState;
import io.batchline.coordinator.state.Redrive;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ended batches that are begun anew: each new command opens a generation, also where no item is
/// taken, since whoever asked waits for it.
final class Redrives {
    private static final Logger LOG = LoggerFactory.getLogger(Redrives.class);

    private final Desk desk;
    private final LiveBatches batches;
    private final BatchSteps steps;

    Redrives(Desk desk, LiveBatches batches, BatchSteps steps) {
        this.desk = desk;
        this.batches = batches;
        this.steps = steps;
    }

    Plan of(BatchState ended, RedriveRules rules) {
        return rules.opens(ended)
                ? new Plan.Steps(() -> redrive(ended, rules, desk.now()))
                : Plan.NOTHING;
    }

    private void redrive(BatchState ended, RedriveRules rules, Instant now) {
        BatchId id = ended.id();
        batches.finishSweep(id);
        var held = new Held(id, rules);
        desk.shelf().eachState(id, held::add);
        BatchState begun = ended.redriven(begin(ended, held, rules), now);
        LOG.atInfo()
                .addKeyValue("batch", id)
                .addKeyValue("generation", begun.batch().generation())
                .addKeyValue("items", held.taken.size())
                .log("batch begun anew");
        steps.begin(batches.reopen(begun, now), now);
    }

    private Redrive begin(BatchState ended, Held held, RedriveRules rules) {
        if (!ended.isExtracted()) {
            desk.shelf().dropItems(ended.id());
            return Redrive.FROM_EXTRACT;
        }
        held.taken.forEach((index, item) -> desk.shelf().putState(ended.id(), index, item));
        return new Redrive(
                false,
                held.taken.size(),
                ended.total() - held.items,
                held.rest(ended.batch().itemsHash()),
                rules.review());
    }

    /// The items that an ended batch still has: those that may be done again.
    private static final class Held {
        private final BatchId batch;
        private final RedriveRules rules;
        private final Map<Integer, ItemState> taken = new LinkedHashMap<>();
        private ItemsHash hash = ItemsHash.NONE;
        private int items;

        private Held(BatchId batch, RedriveRules rules) {
            this.batch = batch;
            this.rules = rules;
        }

        private void add(int index, ItemState item) {
            items++;
            item.status().end().ifPresent(how -> hash = hash.plus(index, how));
            rules.takes(batch, index, item).ifPresent(anew -> taken.put(index, anew));
        }

        /// The hash of those that are not here any more.
        private ItemsHash rest(@Nullable ItemsHash all) {
            return all == null ? ItemsHash.NONE : new ItemsHash(all.sum() - hash.sum());
        }
    }
}
