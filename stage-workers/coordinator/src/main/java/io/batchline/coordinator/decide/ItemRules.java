package io.batchline.coordinator.decide;

import io.batchline.contract.item.Claim;
import io.batchline.contract.item.ItemEvent;
import io.batchline.contract.item.ItemResult;
import io.batchline.contract.item.ItemRun;
import io.batchline.contract.item.RetryDelay;
import io.batchline.contract.stage.Stage;
import io.batchline.coordinator.state.ItemState;
import io.batchline.coordinator.state.ItemStatus;
import java.time.Duration;
import java.time.Instant;

/// What an event of an item, or the end of its lease, makes of the item.
///
/// @param cancelling whether the batch is being cancelled: what is not ended then becomes cancelled
/// @param now when the event was read
public record ItemRules(boolean cancelling, Instant now, RetryDelay retry) {
    /// Clocks of machines that keep time are not further apart, with the event's way.
    private static final Duration CLOCKS_APART = Duration.ofSeconds(2);

    public Verdict<ItemState> decide(ItemState item, ItemEvent.OfItem event) {
        ItemRun run = event.run();
        if (run.run() > item.run()) {
            return new Verdict.Impossible<>(
                    "run %d of item %s was never released: the newest is %d"
                            .formatted(run.run(), run.jobId(), item.run()));
        }
        if (run.run() < item.run() || !item.status().isOut()) {
            return new Verdict.Stale<>();
        }
        if (run.stage() != item.stage()) {
            return new Verdict.Impossible<>(
                    "run %d of item %s is one of stage %s, not of %s"
                            .formatted(
                                    run.run(),
                                    run.jobId(),
                                    item.stage().shortName(),
                                    run.stage().shortName()));
        }
        return switch (event) {
            case ItemEvent.Started _, ItemEvent.Phase _ -> alive(item);
            case ItemEvent.Succeeded succeeded -> succeeded(item, succeeded.result());
            case ItemEvent.Failed failed -> new Verdict.Changed<>(failed(item, failed));
            case ItemEvent.Returned _ -> new Verdict.Changed<>(lost(item));
        };
    }

    /// A heartbeat named this run of the item.
    public Verdict<ItemState> beat(ItemState item, ItemRun run) {
        return run.run() == item.run() && item.status().isOut()
                ? alive(item)
                : new Verdict.Stale<>();
    }

    /// The item's lease ended, or a worker gave it back: it waits again, and no attempt is lost.
    public ItemState lost(ItemState item) {
        return cancelling ? item.in(ItemStatus.CANCELLED) : item.back();
    }

    private static Verdict<ItemState> alive(ItemState item) {
        return item.status() == ItemStatus.RUNNING
                ? new Verdict.Alive<>()
                : new Verdict.Changed<>(item.in(ItemStatus.RUNNING));
    }

    private ItemState failed(ItemState item, ItemEvent.Failed event) {
        if (event.lastAttempt()) {
            return item.failed(event.cause());
        }
        return cancelling ? item.in(ItemStatus.CANCELLED) : item.retrying(due(event));
    }

    /// Counted from the failure as the worker dates it, so that whoever reads the event comes to
    /// the same time. A worker whose clock is wrong is not believed.
    private Instant due(ItemEvent.Failed event) {
        ItemRun run = event.run();
        Duration apart = Duration.between(event.at(), now).abs();
        Instant failedAt = apart.compareTo(CLOCKS_APART) > 0 ? now : event.at();
        return retry.due(run.jobId(), run.run(), run.attempt(), failedAt);
    }

    private Verdict<ItemState> succeeded(ItemState item, ItemResult result) {
        boolean organize = item.stage() == Stage.ORGANIZE;
        return switch (result) {
            case ItemResult.Grouped(String key, Claim claim) when organize ->
                    new Verdict.Changed<>(organized(item.inGroup(key).claiming(claim)));
            case ItemResult.Ungrouped() when organize -> new Verdict.Changed<>(organized(item));
            case ItemResult.Separator(String key) when organize ->
                    new Verdict.Changed<>(item.separating(key));
            case ItemResult.Row _ when !organize -> done(item, result);
            case ItemResult.StoredRow _ when !organize -> done(item, result);
            case ItemResult.Grouped _,
                    ItemResult.Ungrouped _,
                    ItemResult.Separator _,
                    ItemResult.Row _,
                    ItemResult.StoredRow _ ->
                    new Verdict.Impossible<>(
                            "stage %s can't give a %s"
                                    .formatted(
                                            item.stage().shortName(),
                                            result.getClass().getSimpleName()));
        };
    }

    private ItemState organized(ItemState item) {
        return item.in(cancelling ? ItemStatus.CANCELLED : ItemStatus.ORGANIZED);
    }

    private static Verdict<ItemState> done(ItemState item, ItemResult result) {
        ItemState done = item.in(ItemStatus.SUCCEEDED);
        return new Verdict.Changed<>(result.asksAPerson() ? done.asked() : done);
    }
}
