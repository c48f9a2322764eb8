package io.batchline.stage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.contract.work.WorkItem;
import io.batchline.workload.ItemContext;
import io.batchline.workload.Source;
import java.time.Instant;
import java.util.Optional;

/// What an item's work is given.
final class ItemTaskContext implements ItemContext {
    private final WorkItem item;
    private final Instant startedAt;
    private final ItemTrade trade;

    ItemTaskContext(WorkItem item, Instant startedAt, ItemTrade trade) {
        this.item = item;
        this.startedAt = startedAt;
        this.trade = trade;
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
    public Instant deadline() {
        return startedAt.plus(item.limits().itemTimeout());
    }

    @Override
    public void phase(int phase, int phases, String message) {
        trade.phase(item.run(), phase, phases, message);
    }
}
