package io.batchline.workers.stage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.JobId;
import io.batchline.contract.item.Item;
import io.batchline.contract.item.ItemFound;
import io.batchline.contract.topic.Topics;
import io.batchline.contract.work.StageRun;
import io.batchline.stage.StageContext;
import io.batchline.stage.send.Outbox;
import io.batchline.workload.ExtractContext;
import io.batchline.workload.Source;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Announces the items of one extraction in order, with a bounded number of them unacknowledged.
final class Announcement implements ExtractContext {
    private static final int MOST_UNACKNOWLEDGED = 500;

    private final StageRun run;
    private final Source source;
    private final StageContext context;
    private final Outbox outbox;
    private final Clock clock;
    private final Semaphore unacknowledged = new Semaphore(MOST_UNACKNOWLEDGED);
    private final AtomicReference<@Nullable Throwable> lost = new AtomicReference<>();
    private final Warnings warnings = new Warnings();
    private int count;

    Announcement(StageRun run, Source source, StageContext context, Outbox outbox, Clock clock) {
        this.run = run;
        this.source = source;
        this.context = context;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public Source source() {
        return source;
    }

    @Override
    public ObjectNode options() {
        return run.definition().options();
    }

    @Override
    public void found(String name, ObjectNode data) {
        BatchId batch = run.key().batchId();
        Instant now = clock.instant();
        var item = new Item(JobId.of(batch, count), count, name, data);
        count++;
        // An interrupt is noticed by the next report; this wait is for the broker, and short.
        unacknowledged.acquireUninterruptibly();
        var found = new ItemFound(batch, run.key().generation(), run.run(), item, now);
        var _ =
                outbox.send(Topics.ITEMS, batch, found, now)
                        .whenComplete((_, failure) -> {
                            if (failure != null) {
                                lost.compareAndSet(null, failure);
                            }
                            unacknowledged.release();
                        });
    }

    @Override
    public void warn(String message) {
        warnings.add(message);
    }

    Warnings warnings() {
        return warnings;
    }

    @Override
    public void report(String message, long done, long total) throws InterruptedException {
        context.report(message, done, total);
    }

    /// Waits for the last acknowledgement and says how many items there are.
    int allAcknowledged() throws IOException, InterruptedException {
        unacknowledged.acquire(MOST_UNACKNOWLEDGED);
        Throwable failure = lost.get();
        if (failure != null) {
            throw new IOException("an item could not be announced", failure);
        }
        return count;
    }
}
