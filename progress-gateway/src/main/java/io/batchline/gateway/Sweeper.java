package io.batchline.gateway;

import io.batchline.gateway.hub.Board;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Lets the board forget what has become too old, now and then.
final class Sweeper implements AutoCloseable {
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final CountDownLatch stop = new CountDownLatch(1);

    static Sweeper start(Board board) {
        var sweeper = new Sweeper();
        Thread.ofVirtual().name("gateway-sweeper").start(() -> sweeper.run(board));
        return sweeper;
    }

    private void run(Board board) {
        try {
            while (!stop.await(EVERY.toSeconds(), TimeUnit.SECONDS)) {
                board.trim();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop.countDown();
    }
}
