package io.batchline.gateway.sse;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A thread that does turn after turn, and sleeps while there is nothing to do. Waking it costs
/// nothing while it is awake.
final class LaneThread {
    private static final Logger LOG = LoggerFactory.getLogger(LaneThread.class);
    private static final Duration END_WITHIN = Duration.ofSeconds(2);

    private final LongSupplier turn;
    private final BooleanSupplier isIdle;
    private final Thread thread;
    private volatile boolean sleeps;
    private volatile boolean stopped;

    /// @param turn says when the next is due, in nanoseconds
    /// @param isIdle whether nothing has come meanwhile
    LaneThread(String name, LongSupplier turn, BooleanSupplier isIdle) {
        this.turn = turn;
        this.isIdle = isIdle;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    void wake() {
        if (sleeps) {
            LockSupport.unpark(thread);
        }
    }

    private void run() {
        while (!stopped) {
            sleepUntil(once());
        }
    }

    // The rim of the loop: a bug with one viewer must not end the others' streams.
    @SuppressWarnings("CatchingUnchecked")
    private long once() {
        try {
            return turn.getAsLong();
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("streams: a turn failed, the next follows");
            return System.nanoTime();
        }
    }

    private void sleepUntil(long due) {
        sleeps = true;
        if (isIdle.getAsBoolean() && !stopped) {
            long left = due - System.nanoTime();
            if (left > 0) {
                LockSupport.parkNanos(this, left);
            }
        }
        sleeps = false;
    }

    void stop() {
        stopped = true;
    }

    void awaitEnd() {
        try {
            if (!thread.join(END_WITHIN)) {
                LOG.atWarn().log("streams do not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
