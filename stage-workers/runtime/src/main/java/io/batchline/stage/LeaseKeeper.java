package io.batchline.stage;

import io.batchline.stage.send.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// Keeps the leases of one stage's claimed tasks, and lets go of those that must end: cancelled,
/// over their time, or not renewed. Used by the process's one watching thread.
///
/// @param <T> what kind of task
final class LeaseKeeper<T extends Task> {
    private static final Duration COUNT_EVERY = Duration.ofSeconds(1);

    private final Trade<T> trade;
    private final Roster<T> roster;
    private final BatchBoard board;
    private final Outbox outbox;
    private final LeaseWatch watch;
    private final Clock clock;
    private @Nullable Instant heartbeatAt;
    private @Nullable Instant countedAt;

    LeaseKeeper(Trade<T> trade, Roster<T> roster, Shared shared) {
        this.trade = trade;
        this.roster = roster;
        this.board = shared.board();
        this.outbox = shared.outbox();
        this.watch = new LeaseWatch(shared.config().timings());
        this.clock = shared.config().clock();
    }

    /// Letting go comes first: sending may wait for a broker that is away.
    void tick() {
        Collection<Execution<T>> running = roster.running();
        Instant now = clock.instant();
        running.forEach(execution -> judge(execution, now));
        if (isDue(heartbeatAt, watch.timings().heartbeatEvery(), now)) {
            heartbeatAt = now;
            renew(running, now);
        }
        running.forEach(execution -> execution.task().tick(now));
        if (isDue(countedAt, COUNT_EVERY, now)) {
            countedAt = now;
            trade.counted(running);
        }
    }

    private void judge(Execution<T> execution, Instant now) {
        T task = execution.task();
        var batch = new LeaseWatch.BatchWants(board.isHalted(task.batchId()), board.mayBegin(task));
        switch (watch.judge(execution.standing(batch), now)) {
            case LeaseWatch.Verdict.Leave() -> {}
            case LeaseWatch.Verdict.Interrupt(Interruption why) -> execution.interrupt(why);
            case LeaseWatch.Verdict.GiveUp() -> execution.giveUp();
        }
    }

    private void renew(Collection<Execution<T>> running, Instant now) {
        var alive = running.stream().filter(execution -> !execution.isAnnounced()).toList();
        for (var heartbeat : trade.heartbeats(alive, now)) {
            var _ =
                    outbox.send(heartbeat.event())
                            .thenRun(() -> heartbeat.renews().forEach(e -> e.renewed(now)));
        }
    }

    private static boolean isDue(@Nullable Instant last, Duration every, Instant now) {
        return last == null || !now.isBefore(last.plus(every));
    }
}
