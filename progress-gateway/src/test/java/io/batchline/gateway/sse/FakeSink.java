package io.batchline.gateway.sse;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A client of which a test says when it reads.
final class FakeSink implements Sink {
    final CountDownLatch opened = new CountDownLatch(1);
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private @Nullable Report report;
    private boolean busy;
    private @Nullable String end;
    private int writes;

    @Override
    public void open(Report to) {
        report = to;
        opened.countDown();
    }

    @Override
    public synchronized boolean write(byte[] bytes) {
        taken.writeBytes(bytes);
        writes++;
        return !busy;
    }

    @Override
    public synchronized void end() {
        end = "ended";
    }

    @Override
    public synchronized void cut() {
        end = "cut";
    }

    /// From now on what is written stays on its way.
    synchronized void stopReading() {
        busy = true;
    }

    void readOn() {
        synchronized (this) {
            busy = false;
        }
        told().through();
    }

    void goAway() {
        told().gone();
    }

    private Report told() {
        Report to = report;
        if (to == null) {
            throw new IllegalStateException("not open yet");
        }
        return to;
    }

    synchronized @Nullable String whatEnd() {
        return end;
    }

    synchronized int writes() {
        return writes;
    }

    /// What was written, frame by frame.
    synchronized List<String> frames() {
        return Stream.of(taken.toString(UTF_8).split("\n\n", -1))
                .filter(frame -> !frame.isEmpty())
                .toList();
    }

    /// The ids of its events.
    List<String> ids() {
        return frames().stream()
                .filter(frame -> frame.startsWith("event: "))
                .map(frame -> frame.substring(frame.lastIndexOf("\nid: ") + "\nid: ".length()))
                .toList();
    }
}
