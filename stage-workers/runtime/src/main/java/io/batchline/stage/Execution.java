package io.batchline.stage;

import io.batchline.contract.stage.FailureKind;
import io.batchline.stage.send.Outbox;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/// One claimed task on its way to its end: waits for a core when it takes one, works, and announces
/// exactly one ending. Its own thread runs it; others may interrupt it.
///
/// @param <T> what kind of task
final class Execution<T extends Task> {
    private static final Logger LOG = LoggerFactory.getLogger(Execution.class);

    private final T task;
    private final Outbox outbox;
    private final Semaphore cores;
    private final Clock clock;
    private final CompletableFuture<Void> threadEnded = new CompletableFuture<>();
    private final CompletableFuture<Void> announced = new CompletableFuture<>();
    private @Nullable Thread thread;
    private @Nullable Instant workingSince;
    private @Nullable Interruption why;
    private @Nullable Instant interruptedAt;
    private boolean settled;
    private volatile Instant renewedAt;
    private volatile @Nullable Ending ending;

    /// @param startedAt when its `started` was sent: the lease begins there
    Execution(T task, Instant startedAt, Shared shared) {
        this.task = task;
        this.renewedAt = startedAt;
        this.outbox = shared.outbox();
        this.cores = shared.cores();
        this.clock = shared.config().clock();
    }

    T task() {
        return task;
    }

    /// Completes when the thread has left the work and the ending is acknowledged or lost.
    CompletableFuture<Void> over() {
        return CompletableFuture.allOf(threadEnded, announced);
    }

    boolean isAnnounced() {
        return announced.isDone();
    }

    /// How it ended; null before.
    @Nullable Ending ending() {
        return ending;
    }

    void renewed(Instant at) {
        if (at.isAfter(renewedAt)) {
            renewedAt = at;
        }
    }

    synchronized LeaseWatch.Standing standing(LeaseWatch.BatchWants batch) {
        return new LeaseWatch.Standing(
                renewedAt, workingSince, task.timeLimit(), interruptedAt, batch);
    }

    synchronized boolean isWorking() {
        return workingSince != null && !settled;
    }

    /// Whether its work is still to begin.
    synchronized boolean isAhead() {
        return workingSince == null && !settled;
    }

    /// The whole way, on the task's own thread.
    void run() {
        try {
            if (enter()) {
                settle(workOnCore());
            }
        } finally {
            leave();
            threadEnded.complete(null);
        }
    }

    private Ending workOnCore() {
        if (!task.takesCore()) {
            return work();
        }
        try {
            cores.acquire();
        } catch (InterruptedException _) {
            return interrupted();
        }
        try {
            return work();
        } finally {
            cores.release();
        }
    }

    private Ending work() {
        try {
            return task.work(begin());
        } catch (InterruptedException _) {
            return interrupted();
        } catch (IOException e) {
            return wasInterrupted() ? interrupted() : transientFailure(e);
        } catch (RuntimeException | Error e) {
            return wasInterrupted() ? interrupted() : bug(e);
        } finally {
            leave();
        }
    }

    private Ending transientFailure(IOException e) {
        named(LOG.atWarn()).setCause(e).log("task failed, may be tried again");
        return new Ending.Failed(
                FailureKind.TRANSIENT,
                "io_error",
                e.getClass().getSimpleName() + ": " + e.getMessage());
    }

    private Ending bug(Throwable e) {
        named(LOG.atError()).setCause(e).log("task failed by an internal error");
        return new Ending.Failed(
                FailureKind.PERMANENT,
                "internal_error",
                "internal error: " + e.getClass().getSimpleName());
    }

    private LoggingEventBuilder named(LoggingEventBuilder line) {
        LoggingEventBuilder named =
                line.addKeyValue("task", task.label()).addKeyValue("batchId", task.batchId());
        return task.jobId().map(job -> named.addKeyValue("jobId", job)).orElse(named);
    }

    private synchronized Ending interrupted() {
        var limit = task.timeLimit().map(l -> l.toSeconds() + " s").orElse("none");
        // Someone else than us interrupted the thread: nothing is known but that it must go back.
        return why == null ? new Ending.Returned() : why.ending(limit);
    }

    private synchronized boolean wasInterrupted() {
        return why != null;
    }

    private synchronized boolean enter() {
        if (why != null || settled) {
            return false;
        }
        thread = Thread.currentThread();
        return true;
    }

    private synchronized Instant begin() throws InterruptedException {
        if (why != null) {
            throw new InterruptedException("returned before the work began");
        }
        workingSince = clock.instant();
        return workingSince;
    }

    /// From here on nobody interrupts this thread, and what was not noticed is forgotten, so that
    /// the ending is sent in peace.
    private synchronized void leave() {
        thread = null;
        var _ = Thread.interrupted();
    }

    /// Interrupts the work, or returns the task at once when it has not begun.
    void interrupt(Interruption reason) {
        if (isFirst(reason)) {
            settle(new Ending.Returned());
        }
    }

    /// Whether there was no work yet that will notice.
    private synchronized boolean isFirst(Interruption reason) {
        if (why != null || settled) {
            return false;
        }
        why = reason;
        interruptedAt = clock.instant();
        if (thread != null) {
            thread.interrupt();
        }
        return workingSince == null;
    }

    /// Announces the end of a task that does not end by itself.
    void giveUp() {
        if (settle(interrupted())) {
            named(LOG.atWarn())
                    .log("interrupted task does not end; its end is announced without it");
        }
    }

    /// Whether this is the ending; only the first is.
    private boolean settle(Ending how) {
        synchronized (this) {
            if (settled) {
                return false;
            }
            settled = true;
        }
        ending = how;
        var _ =
                outbox.send(task.event(how, clock.instant()))
                        .whenComplete((_, lost) -> acknowledged(lost));
        return true;
    }

    private void acknowledged(@Nullable Throwable lost) {
        if (lost != null) {
            named(LOG.atError())
                    .setCause(lost)
                    .log("end of a task could not be sent; its lease will expire");
        }
        announced.complete(null);
    }
}
