package io.batchline.client;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Closes a stream that is none any more, for its reader would wait for ever: one without a byte
/// for too long, and one without an event that knows less than the server says when it is asked.
/// One virtual thread, which ends with [#close].
final class StreamGuard implements AutoCloseable {
    private final InputStream stream;
    private final Pace pace;
    private final Question question;
    private final LongSupplier nanos;
    private final AtomicReference<@Nullable String> why = new AtomicReference<>();
    private final Thread thread;
    private volatile boolean hasBegun;
    private volatile long heardAt;
    private volatile long eventAt;

    /// Whether the server knows more than came by the stream.
    @FunctionalInterface
    interface Question {
        boolean isBehind() throws IOException, InterruptedException;
    }

    StreamGuard(InputStream stream, Pace pace, Question question) {
        this.stream = stream;
        this.pace = pace;
        this.question = question;
        this.nanos = System::nanoTime;
        this.heardAt = nanos.getAsLong();
        this.eventAt = heardAt;
        this.thread = Thread.ofVirtual().name("stream-guard").start(this::watch);
    }

    void heard() {
        hasBegun = true;
        heardAt = nanos.getAsLong();
    }

    void event() {
        eventAt = nanos.getAsLong();
    }

    /// Why it closed the stream, if it did.
    Optional<String> why() {
        return Optional.ofNullable(why.get());
    }

    private void watch() {
        Duration wait = Duration.ZERO;
        try {
            while (why.get() == null) {
                Thread.sleep(wait.compareTo(pace.check()) > 0 ? wait : pace.check());
                Duration silent = since(heardAt);
                Duration borne = hasBegun ? pace.silence() : pace.begin();
                if (silent.compareTo(borne) >= 0) {
                    end("nothing was heard for %d s".formatted(silent.toSeconds()));
                }
                Duration eventless = since(eventAt);
                if (eventless.compareTo(pace.watchdog()) < 0) {
                    wait = Duration.ZERO;
                    continue;
                }
                wait = pace.nextPoll(wait, false);
                if (isBehind()) {
                    end(
                            "no event for %d s, and the server knows more"
                                    .formatted(eventless.toSeconds()));
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isBehind() throws InterruptedException {
        try {
            return question.isBehind();
        } catch (IOException _) {
            // Nobody knows; the next question, or the silence, decides.
            return false;
        }
    }

    private Duration since(long then) {
        return Duration.ofNanos(nanos.getAsLong() - then);
    }

    private void end(String reason) {
        if (why.compareAndSet(null, reason)) {
            try {
                stream.close();
            } catch (IOException _) {
                // The reader learns of it itself.
            }
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
