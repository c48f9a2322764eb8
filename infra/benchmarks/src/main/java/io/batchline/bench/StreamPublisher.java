package io.batchline.bench;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/// Sends events of all channels in turn, evenly over time. What falls behind is sent as soon as it
/// can be, and its time is that at which it was due.
final class StreamPublisher implements AutoCloseable {
    private static final double NANOS = 1e9;

    private final StreamServer server;
    private final StreamScenario scenario;
    private final AtomicLongArray numbers;
    private final Thread thread = Thread.ofPlatform().name("publisher").unstarted(this::run);
    private volatile boolean stopped;

    /// @param numbers the newest of each channel, raised as events have been sent
    StreamPublisher(StreamServer server, StreamScenario scenario, AtomicLongArray numbers) {
        this.server = server;
        this.scenario = scenario;
        this.numbers = numbers;
        thread.start();
    }

    private void run() {
        String filler = "x".repeat(Math.max(0, scenario.bytes() - 30));
        double gap = NANOS / (scenario.rate() * scenario.channels());
        long begin = System.nanoTime();
        try {
            for (long i = 0; !stopped; i++) {
                long due = begin + (long) (i * gap);
                for (long left = due - System.nanoTime();
                        left > 0;
                        left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                int channel = (int) (i % scenario.channels());
                long number = numbers.get(channel) + 1;
                server.publish(
                        channel, "bench %d %d %d %s".formatted(channel, number, due, filler));
                numbers.set(channel, number);
            }
        } catch (IOException e) {
            throw new IllegalStateException("events can't be sent", e);
        }
    }

    @Override
    public void close() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
