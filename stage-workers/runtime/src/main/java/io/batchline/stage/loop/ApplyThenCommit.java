package io.batchline.stage.loop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// At-least-once work on whole polls: records are applied on another thread, then their offsets are
/// committed. While they are applied, the next ones gather, up to a bound.
public final class ApplyThenCommit implements LoopWork {
    private static final Logger LOG = LoggerFactory.getLogger(ApplyThenCommit.class);
    private static final Duration LONGEST_WAIT = Duration.ofMillis(100);
    private static final Duration PAUSE_AFTER_ERROR = Duration.ofSeconds(1);
    private static final int MOST_AT_ONCE = 2000;

    private final BatchHandler handler;
    private final Executor executor;
    private final Set<TopicPartition> seen = new HashSet<>();
    private List<ConsumerRecord<byte[], byte[]>> waiting = new ArrayList<>();
    private List<ConsumerRecord<byte[], byte[]>> applying = List.of();
    private @Nullable CompletableFuture<Void> application;
    private long notBefore = System.nanoTime();
    private boolean stopping;
    private volatile Runnable wake = () -> {};

    public ApplyThenCommit(BatchHandler handler, Executor executor) {
        this.handler = handler;
        this.executor = executor;
    }

    @Override
    public void connected(Runnable wake) {
        this.wake = wake;
    }

    @Override
    public void received(ConsumerRecord<byte[], byte[]> record) {
        seen.add(PartitionBuffers.partition(record));
        waiting.add(record);
    }

    @Override
    public void step(Commits commits) {
        if (application != null && application.isDone()) {
            finish(application, commits);
        }
        if (application == null && !stopping && System.nanoTime() >= notBefore) {
            begin();
        }
    }

    private void begin() {
        if (applying.isEmpty()) {
            applying = waiting;
            waiting = new ArrayList<>();
        }
        if (!applying.isEmpty()) {
            var records = List.copyOf(applying);
            application = CompletableFuture.runAsync(() -> apply(records), executor);
            var _ = application.whenComplete((_, _) -> wake.run());
        }
    }

    private void apply(List<ConsumerRecord<byte[], byte[]>> records) {
        try {
            handler.apply(records);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }

    private void finish(CompletableFuture<Void> done, Commits commits) {
        application = null;
        if (done.isCompletedExceptionally()) {
            notBefore = System.nanoTime() + PAUSE_AFTER_ERROR.toNanos();
            LOG.atError()
                    .addKeyValue("records", applying.size())
                    .setCause(done.exceptionNow())
                    .log("records could not be applied; they are applied again");
            return;
        }
        if (!applying.isEmpty()) {
            commits.commit(Offsets.after(applying), ApplyThenCommit::committed);
        }
        applying = List.of();
    }

    private static void committed(@Nullable Exception failure) {
        if (failure != null) {
            // Tolerable: the records come again, and applying them again changes nothing.
            LOG.atWarn().addKeyValue("reason", failure.getMessage()).log("commit failed");
        }
    }

    @Override
    public Set<TopicPartition> full() {
        return waiting.size() >= MOST_AT_ONCE ? Set.copyOf(seen) : Set.of();
    }

    /// What is applied at the moment is applied to its end all the same: it is idempotent, and only
    /// the commit is left out.
    @Override
    public void gone(Collection<TopicPartition> partitions) {
        seen.removeAll(Set.copyOf(partitions));
        waiting.removeIf(record -> partitions.contains(PartitionBuffers.partition(record)));
        applying =
                applying.stream()
                        .filter(r -> !partitions.contains(PartitionBuffers.partition(r)))
                        .toList();
    }

    @Override
    public void disconnected() {
        gone(Set.copyOf(seen));
    }

    @Override
    public Duration patience() {
        return LONGEST_WAIT;
    }

    @Override
    public void stop() {
        stopping = true;
        waiting.clear();
    }

    @Override
    public boolean isQuiet() {
        return application == null;
    }
}
