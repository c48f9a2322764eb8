package io.batchline.gateway;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does one thing every now and then, on a thread of its own.
final class Sweeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

    private final CountDownLatch stop = new CountDownLatch(1);
    private final String name;
    private final Duration every;
    private final Runnable what;

    private Sweeper(String name, Duration every, Runnable what) {
        this.name = name;
        this.every = every;
        this.what = what;
    }

    static Sweeper start(String name, Duration every, Runnable what) {
        var sweeper = new Sweeper(name, every, what);
        Thread.ofVirtual().name("gateway-" + name).start(sweeper::run);
        return sweeper;
    }

    private void run() {
        try {
            while (!stop.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
                once();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // The rim of the loop.
    @SuppressWarnings("CatchingUnchecked")
    private void once() {
        try {
            what.run();
        } catch (RuntimeException e) {
            LOG.atError().addKeyValue("what", name).setCause(e).log("failed; it is tried again");
        }
    }

    @Override
    public void close() {
        stop.countDown();
    }
}
