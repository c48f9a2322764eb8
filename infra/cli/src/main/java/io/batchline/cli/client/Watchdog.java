package io.batchline.cli.client;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// Closes a stream of which nothing was heard for too long: a connection may be gone without a
/// word, and its reader would wait for ever. One virtual thread, which ends with [#close].
final class Watchdog implements AutoCloseable {
    private final AtomicLong heardAt = new AtomicLong(System.nanoTime());
    private final Closeable watched;
    private final Duration silence;
    private final Thread thread;

    Watchdog(Closeable watched, Duration silence) {
        this.watched = watched;
        this.silence = silence;
        this.thread = Thread.ofVirtual().name("watchdog").start(this::watch);
    }

    void heard() {
        heardAt.set(System.nanoTime());
    }

    private void watch() {
        try {
            Duration left = silence;
            while (left.isPositive()) {
                Thread.sleep(left);
                left = silence.minusNanos(System.nanoTime() - heardAt.get());
            }
            watched.close();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IOException _) {
            // The reader learns of it itself.
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
