package io.batchline.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// An orderly end on SIGTERM and SIGINT: the thread that works is interrupted, closes what it has
/// opened, and the JVM waits for it, but not for ever: the next start copes with a hard end.
final class Shutdown {
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread worker;
    private final Duration patience;

    private Shutdown(Thread worker, Duration patience) {
        this.worker = worker;
        this.patience = patience;
    }

    static Shutdown interrupting(Thread worker, Duration patience) {
        Shutdown shutdown = new Shutdown(worker, patience);
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("stop").unstarted(shutdown::stop));
        return shutdown;
    }

    private void stop() {
        worker.interrupt();
        try {
            if (!done.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                System.err.println(
                        "It did not stop within %d s and is ended".formatted(patience.toSeconds()));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Everything is closed.
    void done() {
        done.countDown();
    }
}
