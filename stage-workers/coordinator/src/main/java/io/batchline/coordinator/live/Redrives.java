package io.batchline.coordinator.live;

import io.batchline.contract.batch.BatchCommand;
import io.batchline.contract.id.BatchId;
import io.batchline.coordinator.decide.RedriveRules;
import io.batchline.coordinator.state.BatchState;
import io.batchline.coordinator.state.ItemState;
import io.batchline.coordinator.state.Redrive;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ended batches that are begun anew.
final class Redrives {
    private static final Logger LOG = LoggerFactory.getLogger(Redrives.class);

    private final Desk desk;
    private final LiveBatches batches;
    private final BatchSteps steps;
    private final Herald herald;

    Redrives(Desk desk, LiveBatches batches, BatchSteps steps, Herald herald) {
        this.desk = desk;
        this.batches = batches;
        this.steps = steps;
        this.herald = herald;
    }

    Plan of(BatchState ended, BatchCommand.Retry command) {
        var rules = new RedriveRules(command);
        return rules.isNew(ended)
                ? new Plan.Steps(() -> redrive(ended, rules, desk.now()))
                : Plan.NOTHING;
    }

    private void redrive(BatchState ended, RedriveRules rules, Instant now) {
        BatchId id = ended.id();
        batches.finishSweep(id);
        Map<Integer, ItemState> taken = new LinkedHashMap<>();
        int[] held = new int[1];
        desk.shelf()
                .eachState(
                        id,
                        (index, item) -> {
                            held[0]++;
                            if (rules.takes(id, index, item)) {
                                taken.put(index, item);
                            }
                        });
        if (!rules.isWorthIt(ended, taken.size())) {
            // Said again, so that whoever asked sees that it stays as it is.
            herald.again(ended, now);
            return;
        }
        boolean extracted = ended.announced() != null;
        if (extracted) {
            taken.forEach((index, item) -> desk.shelf().putState(id, index, item.redriven()));
        } else {
            desk.shelf().dropItems(id);
        }
        int kept = extracted ? ended.total() - held[0] : 0;
        BatchState begun =
                ended.redriven(
                        new Redrive(
                                rules.command().at(),
                                !extracted,
                                extracted ? taken.size() : 0,
                                kept),
                        now);
        LOG.atInfo()
                .addKeyValue("batch", id)
                .addKeyValue("generation", begun.batch().generation())
                .addKeyValue("items", taken.size())
                .log("batch begun anew");
        steps.begin(batches.reopen(begun, now), now);
    }
}
