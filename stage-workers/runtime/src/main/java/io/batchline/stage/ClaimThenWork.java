package io.batchline.stage;

import io.batchline.contract.topic.UnreadableRecordException;
import io.batchline.stage.loop.Commits;
import io.batchline.stage.loop.LoopWork;
import io.batchline.stage.loop.Offsets;
import io.batchline.stage.loop.PartitionBuffers;
import io.batchline.stage.loop.WeightedDraw;
import io.batchline.stage.send.DeadLetters;
import io.batchline.stage.send.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Claims as many records as there are free slots: says `started`, waits for the acknowledgement,
/// commits the offsets, and only what that commit covers is worked on. One such batch is on its way
/// at a time; the slots that are claimed ahead hide the wait.
///
/// When the commit fails, claims on partitions that are still ours are made again, with the same
/// run; the others are dropped: the record is the next owner's.
///
/// @param <T> what kind of task
final class ClaimThenWork<T extends Task> implements LoopWork {
    private static final Logger LOG = LoggerFactory.getLogger(ClaimThenWork.class);
    private static final Duration LONGEST_POLL = Duration.ofMillis(100);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private final Trade<T> trade;
    private final Roster<T> roster;
    private final BatchBoard board;
    private final Outbox outbox;
    private final DeadLetters deadLetters;
    private final Clock clock;
    private final PartitionBuffers buffers;
    private final Gathering gathering;
    private WeightedDraw draw;
    private @Nullable ClaimBatch<T> onItsWay;
    private Instant notBefore = Instant.MIN;
    private @Nullable Instant freeSince;
    private boolean stopping;
    private volatile Runnable wake = () -> {};

    ClaimThenWork(Trade<T> trade, Roster<T> roster, Shared shared) {
        this.trade = trade;
        this.roster = roster;
        this.board = shared.board();
        this.outbox = shared.outbox();
        this.clock = shared.config().clock();
        this.deadLetters = new DeadLetters(outbox, clock);
        this.buffers = new PartitionBuffers(2 * shared.config().slots());
        this.gathering = Gathering.of(shared.config().slots(), shared.config().cores());
        this.draw = WeightedDraw.of(trade.topicWeights());
    }

    @Override
    public void connected(Runnable wake) {
        this.wake = wake;
    }

    @Override
    public void received(ConsumerRecord<byte[], byte[]> record) {
        buffers.add(record);
    }

    @Override
    public void step(Commits commits) {
        if (onItsWay != null && onItsWay.isReady()) {
            commit(onItsWay, commits);
        }
        if (onItsWay == null && mayClaim()) {
            claim();
        }
    }

    private boolean mayClaim() {
        if (stopping || buffers.isEmpty() || roster.free() == 0) {
            freeSince = null;
            return false;
        }
        Instant now = clock.instant();
        if (freeSince == null) {
            freeSince = now;
        }
        return !now.isBefore(notBefore) && stillToGather(freeSince, now).isZero();
    }

    private Duration stillToGather(Instant since, Instant now) {
        return gathering.left(roster.free(), roster.ahead(), Duration.between(since, now));
    }

    private void claim() {
        var drawn = draw.draw(buffers.counts(), roster.free());
        draw = drawn.next();
        freeSince = null;
        onItsWay = new ClaimBatch<>(buffers.take(drawn.picks()).stream().map(this::claim).toList());
        var _ = onItsWay.said().whenComplete((_, _) -> wake.run());
    }

    private Claim<T> claim(ConsumerRecord<byte[], byte[]> record) {
        Instant now = clock.instant();
        try {
            T task = trade.read(record);
            return board.mayBegin(task)
                    ? new Claim<>(record, Optional.of(task), outbox.send(task.started(now)), now)
                    : new Claim<>(
                            record,
                            Optional.empty(),
                            outbox.send(task.event(new Ending.Returned(), now)),
                            now);
        } catch (UnreadableRecordException e) {
            return new Claim<>(record, Optional.empty(), deadLetters.keep(record, e), now);
        }
    }

    private void commit(ClaimBatch<T> batch, Commits commits) {
        List<Claim<T>> held = batch.held();
        if (held.isEmpty()) {
            onItsWay = null;
        } else if (batch.said().isCompletedExceptionally()) {
            putBack(batch, batch.said().exceptionNow());
        } else {
            batch.committing();
            commits.commit(
                    Offsets.after(Claim.records(held)), failure -> committed(batch, held, failure));
        }
    }

    private void committed(
            ClaimBatch<T> batch, List<Claim<T>> covered, @Nullable Exception failure) {
        if (onItsWay != batch) {
            return;
        }
        if (failure == null) {
            // Covered is covered: a partition that has moved since begins after these records.
            onItsWay = null;
            for (Claim<T> claim : covered) {
                claim.task().ifPresent(task -> launch(task, claim.at()));
            }
            wake.run();
        } else {
            putBack(batch, failure);
        }
    }

    private void launch(T task, Instant startedAt) {
        var _ = roster.launch(task, startedAt).whenComplete((_, _) -> wake.run());
    }

    private void putBack(ClaimBatch<T> batch, Throwable failure) {
        onItsWay = null;
        notBefore = clock.instant().plus(PAUSE_AFTER_FAILURE);
        buffers.putBack(Claim.records(batch.held()));
        LOG.atWarn()
                .addKeyValue("claims", batch.claims().size())
                .addKeyValue("stillOurs", batch.held().size())
                .addKeyValue("reason", failure.toString())
                .log("claims do not stand");
    }

    @Override
    public Set<TopicPartition> full() {
        return buffers.full();
    }

    @Override
    public void gone(Collection<TopicPartition> partitions) {
        buffers.drop(partitions);
        if (onItsWay != null) {
            onItsWay.gone(partitions);
        }
    }

    @Override
    public void disconnected() {
        buffers.clear();
        onItsWay = null;
    }

    @Override
    public Duration patience() {
        if (onItsWay != null || freeSince == null) {
            return LONGEST_POLL;
        }
        Duration left = stillToGather(freeSince, clock.instant());
        return left.compareTo(LONGEST_POLL) < 0 ? left : LONGEST_POLL;
    }

    @Override
    public void stop() {
        stopping = true;
        buffers.clear();
    }

    @Override
    public boolean isQuiet() {
        return onItsWay == null;
    }
}
