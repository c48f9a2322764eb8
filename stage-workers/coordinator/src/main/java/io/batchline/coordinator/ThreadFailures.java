package io.batchline.coordinator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What happens when a stream thread dies: another takes its place, unless that has happened too
/// often; then the coordinator stops, and its failure stays to be seen. A broker that can't be
/// reached is waited for, however long it takes.
final class ThreadFailures implements StreamsUncaughtExceptionHandler {
    static final int MOST = 5;
    static final Duration WITHIN = Duration.ofMinutes(5);

    private static final Logger LOG = LoggerFactory.getLogger(ThreadFailures.class);

    private final Clock clock;
    private final Deque<Instant> recent = new ArrayDeque<>();
    private @Nullable String failure;

    ThreadFailures(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized StreamThreadExceptionResponse handle(Throwable exception) {
        Instant now = clock.instant();
        boolean outage = isOutage(exception);
        if (!outage) {
            recent.addLast(now);
        }
        recent.removeIf(at -> at.plus(WITHIN).isBefore(now));
        boolean again = recent.size() <= MOST && !(exception instanceof VirtualMachineError);
        LOG.atError()
                .addKeyValue("failures", recent.size())
                .addKeyValue("outage", outage)
                .addKeyValue("again", again)
                .setCause(exception)
                .log("coordinator thread died");
        if (again) {
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        failure =
                "its thread died %d times within %d minutes, last of: %s"
                        .formatted(recent.size(), WITHIN.toMinutes(), exception);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    /// Whether the broker says that trying again can help. Only after a long time-out of its own
    /// does that reach us.
    private static boolean isOutage(Throwable exception) {
        for (Throwable at = exception; at != null; at = at.getCause()) {
            if (at instanceof RetriableException) {
                return true;
            }
        }
        return false;
    }

    synchronized Optional<String> failure() {
        return Optional.ofNullable(failure);
    }
}
