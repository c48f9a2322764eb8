package io.batchline.stage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.contract.item.Decisions;
import io.batchline.contract.work.WorkItem;
import io.batchline.stage.progress.PhasePace;
import io.batchline.workload.ItemContext;
import io.batchline.workload.Source;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/// What an item's work is given.
final class ItemTaskContext implements ItemContext {
    private final WorkItem item;
    private final Instant startedAt;
    private final ItemTrade trade;
    private final PhasePace phases;

    ItemTaskContext(WorkItem item, Instant startedAt, ItemTrade trade) {
        this.item = item;
        this.startedAt = startedAt;
        this.trade = trade;
        this.phases = new PhasePace(startedAt);
    }

    @Override
    public Source source() {
        return trade.source(item.source());
    }

    @Override
    public ObjectNode options() {
        return item.options();
    }

    @Override
    public Optional<String> group() {
        return Optional.ofNullable(item.group());
    }

    @Override
    public Decisions decisions() {
        Decisions decided = item.decisions();
        return decided == null ? Decisions.NONE : decided;
    }

    @Override
    public void attach(String name, byte[] bytes) throws IOException {
        trade.attach(item.run(), name, bytes);
    }

    @Override
    public Instant deadline() {
        return startedAt.plus(item.limits().itemTimeout());
    }

    @Override
    public void phase(int phase, int phases, String message) {
        var entered = new PhasePace.Entered(phase, phases, message, trade.clock().instant());
        this.phases.entered(entered).ifPresent(due -> trade.phase(item.run(), due));
    }

    /// Tells the phase that the work is in, if that is due.
    void tellPhase(Instant now) {
        phases.due(now).ifPresent(due -> trade.phase(item.run(), due));
    }

    void end() {
        phases.end();
    }
}
