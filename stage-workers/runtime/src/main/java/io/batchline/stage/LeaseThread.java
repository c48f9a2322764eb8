package io.batchline.stage;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The thread that looks after claimed tasks, ten times a second.
final class LeaseThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseThread.class);
    private static final Duration EVERY = Duration.ofMillis(100);
    private static final Duration END_WITHIN = Duration.ofSeconds(1);

    private final Runnable tick;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;

    private LeaseThread(Runnable tick) {
        this.tick = tick;
        this.thread = Thread.ofPlatform().name("stage-leases").unstarted(this::run);
    }

    static LeaseThread start(Runnable tick) {
        var leases = new LeaseThread(tick);
        leases.thread.start();
        return leases;
    }

    private void run() {
        try {
            while (!stop.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                once();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void once() {
        try {
            tick.run();
        } catch (RuntimeException e) {
            // The next tick tries again; leases that are not renewed meanwhile end by themselves.
            LOG.atError().setCause(e).log("looking after leases failed");
        }
    }

    @Override
    public void close() {
        stop.countDown();
        try {
            if (!thread.join(END_WITHIN)) {
                LOG.atWarn().log("lease thread does not end in time");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
