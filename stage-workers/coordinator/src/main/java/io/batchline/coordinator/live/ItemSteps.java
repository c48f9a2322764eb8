package io.batchline.coordinator.live;

import io.batchline.contract.batch.Batch;
import io.batchline.contract.batch.BatchDefinition;
import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.id.JobId;
import io.batchline.contract.item.Item;
import io.batchline.contract.item.ItemRun;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.topic.Topics;
import io.batchline.contract.work.WorkItem;
import io.batchline.coordinator.decide.Cluster;
import io.batchline.coordinator.decide.GroupFold;
import io.batchline.coordinator.decide.ItemRules;
import io.batchline.coordinator.decide.ReleaseWindow;
import io.batchline.coordinator.state.BatchState;
import io.batchline.coordinator.state.Claims;
import io.batchline.coordinator.state.ItemState;
import io.batchline.coordinator.state.ItemStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;

/// The steps of single items: each changes what is stored of an item, and with it the batch's tally
/// and leases.
final class ItemSteps {
    private final Desk desk;

    ItemSteps(Desk desk) {
        this.desk = desk;
    }

    ItemRules rules(LiveBatch batch, Instant now) {
        return new ItemRules(
                batch.state().status() == BatchStatus.CANCELLING, now, desk.timings().retry());
    }

    ItemState state(LiveBatch batch, int index) {
        return desk.shelf()
                .state(batch.id(), index)
                .orElseThrow(() ->
                        new IllegalStateException(
                                "item %d of batch %s is not held".formatted(index, batch.id())));
    }

    void change(LiveBatch batch, int index, ItemState from, ItemState to, Instant now) {
        desk.shelf().putState(batch.id(), index, to);
        batch.moved(index, from.status(), to.status());
        switch (to.status()) {
            case RELEASED -> {
                batch.leases.released(index, to.run());
                hand(batch, index, to, now);
            }
            case RUNNING -> {
                batch.leases.running(index, to.run(), now.plus(desk.timings().lease()));
                if (batch.state().status() == BatchStatus.CANCELLING) {
                    interrupt(batch, List.of(index), now);
                }
            }
            case RETRYING -> {
                batch.leases.ended(index);
                batch.retries.add(index, LiveBatch.dueOf(to));
            }
            case WAITING, ORGANIZED -> {
                batch.leases.ended(index);
                if (to.isBack()) {
                    batch.retries.add(index, LiveBatch.dueOf(to));
                }
            }
            case SUCCEEDED, FAILED, CANCELLED -> batch.leases.ended(index);
        }
    }

    /// Releases items while the batch's window has room: those that are due again first, then the
    /// next in order.
    void refill(LiveBatch batch, Instant now) {
        if (batch.state().status() == BatchStatus.PROCESSING) {
            batch.itemStage().ifPresent(stage -> refill(batch, stage, now));
        }
    }

    private void refill(LiveBatch batch, Stage stage, Instant now) {
        int window = window(batch, stage, now);
        while (batch.leases.size() < window) {
            OptionalInt next = next(batch, now);
            if (next.isEmpty()) {
                return;
            }
            ItemState item = state(batch, next.getAsInt());
            change(batch, next.getAsInt(), item, item.released(stage), now);
        }
    }

    private static OptionalInt next(LiveBatch batch, Instant now) {
        OptionalInt retry = batch.retries.take(now);
        return retry.isPresent() ? retry : batch.nextInOrder();
    }

    /// While more of the batch is on its way than the workers can begin, the next may wait.
    private Outbox.Hurry hurry(LiveBatch batch, Instant now) {
        int slots =
                batch.itemStage()
                        .map(desk.cluster(now)::capacity)
                        .orElse(Cluster.Capacity.NONE)
                        .slots();
        return batch.leases.size() > slots ? Outbox.Hurry.WITH_OTHERS : Outbox.Hurry.AT_ONCE;
    }

    int window(LiveBatch batch, Stage stage, Instant now) {
        var cluster = desk.cluster(now);
        return ReleaseWindow.of(
                cluster.capacity(stage),
                cluster.batchesIn(stage),
                batch.itemTime().mean(),
                batch.rate().measuredPerSecond(),
                batch.state().batch().definition().limits().concurrency(),
                desk.timings().roundTrip());
    }

    /// Ends the leases that are over.
    ///
    /// @return whether any was
    boolean expire(LiveBatch batch, Instant now) {
        var overdue = batch.leases.overdue(now);
        ItemRules rules = rules(batch, now);
        for (int index : overdue) {
            ItemState item = state(batch, index);
            change(batch, index, item, rules.lost(item), now);
        }
        return !overdue.isEmpty();
    }

    /// A batch is being cancelled: what no worker has is cancelled, and what is only on the way
    /// gets a little time to turn out to have started.
    void cancel(LiveBatch batch, Instant now) {
        var idle = new LinkedHashMap<Integer, ItemState>();
        desk.shelf()
                .eachState(
                        batch.id(),
                        (index, item) -> {
                            if (!item.status().isEnded() && !item.status().isOut()) {
                                idle.put(index, item);
                            }
                        });
        idle.forEach(
                (index, item) -> change(batch, index, item, item.in(ItemStatus.CANCELLED), now));
        batch.retries.clear();
        interrupt(batch, batch.leases.runningItems(), now);
        callBack(batch, now);
    }

    /// Remembers what the cancellation came upon: only here is it known which item had begun
    /// before.
    private void interrupt(LiveBatch batch, List<Integer> items, Instant now) {
        batch.become(batch.state().interrupting(items, now));
        desk.shelf().putLive(batch.state());
    }

    /// What is released and not begun comes back, from the workers or when this time is over: it
    /// must not start, or not like this.
    void callBack(LiveBatch batch, Instant now) {
        batch.leases.settle(now.plus(desk.timings().settle()));
    }

    /// Organize is over: names what separators name, grants what items claim and fixes the order of
    /// process.
    void fold(LiveBatch batch) {
        Claims claims = desk.shelf().claims(batch.id());
        var fold = new GroupFold(claims);
        desk.shelf().eachState(batch.id(), fold::add);
        GroupFold.Folded folded = fold.fold();
        for (Map.Entry<Integer, String> named : folded.named().entrySet()) {
            ItemState item = state(batch, named.getKey());
            desk.shelf().putState(batch.id(), named.getKey(), item.inGroup(named.getValue()));
        }
        desk.shelf().putClaims(batch.id(), claims);
        desk.shelf().putOrder(batch.id(), folded.order());
    }

    private void hand(LiveBatch batch, int index, ItemState item, Instant now) {
        BatchState state = batch.state();
        Batch told = state.batch();
        BatchDefinition definition = told.definition();
        Item body = desk.shelf().item(batch.id(), index);
        var run =
                new ItemRun(
                        state.key(item.stage()),
                        JobId.of(batch.id(), index),
                        index,
                        item.run(),
                        item.attempt());
        var work =
                new WorkItem(
                        run,
                        body,
                        item.group(),
                        definition.workload(),
                        definition.options(),
                        Objects.requireNonNull(told.source()),
                        definition.limits(),
                        told.terms(),
                        item.decided());
        var topic = Topics.work(item.stage(), definition.priority());
        desk.outbox().send(topic.write(run.jobId(), work, Desk.SOURCE, now), hurry(batch, now));
    }
}
