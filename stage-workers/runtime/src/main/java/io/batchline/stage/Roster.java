package io.batchline.stage;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The claimed tasks of one stage. For any thread.
///
/// @param <T> what kind of task
final class Roster<T extends Task> {
    private final int slots;
    private final Trade<T> trade;
    private final Shared shared;
    private final ThreadFactory platform;
    private final ThreadFactory virtual;
    private final Set<Execution<T>> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closing;

    Roster(String name, Trade<T> trade, Shared shared) {
        this.slots = shared.config().slots();
        this.trade = trade;
        this.shared = shared;
        this.platform = Thread.ofPlatform().name(name + "-", 0).factory();
        this.virtual = Thread.ofVirtual().name(name + "-", 0).factory();
    }

    int free() {
        return closing ? 0 : slots - running.size();
    }

    /// Claimed, and not at work yet: they wait for a core.
    int ahead() {
        return (int) running.stream().filter(Execution::isAhead).count();
    }

    Collection<Execution<T>> running() {
        return List.copyOf(running);
    }

    /// Starts a task whose claim is committed. One that comes too late is given back.
    ///
    /// @param startedAt when its `started` was sent
    /// @return completes when its slot is free again
    CompletableFuture<Void> launch(T task, Instant startedAt) {
        var execution = new Execution<T>(task, startedAt, shared);
        running.add(execution);
        var free = execution.over().whenComplete((_, _) -> over(execution));
        if (closing) {
            execution.interrupt(Interruption.SHUTDOWN);
        } else if (isTooLate(startedAt)) {
            execution.interrupt(Interruption.LEASE_LOST);
        }
        ThreadFactory threads = task.waits() ? virtual : platform;
        threads.newThread(execution::run).start();
        return free;
    }

    private boolean isTooLate(Instant startedAt) {
        Instant lettingGoAt = startedAt.plus(shared.config().timings().mayGoOn());
        return !shared.config().clock().instant().isBefore(lettingGoAt);
    }

    private void over(Execution<T> execution) {
        running.remove(execution);
        trade.ended(execution);
    }

    /// Gives back what has not begun; what works goes on. Nothing new starts.
    void stopLaunching() {
        closing = true;
        for (var execution : running) {
            if (!execution.isWorking()) {
                execution.interrupt(Interruption.SHUTDOWN);
            }
        }
    }

    void interruptAll() {
        running.forEach(execution -> execution.interrupt(Interruption.SHUTDOWN));
    }

    void giveUpAll() {
        running.forEach(Execution::giveUp);
    }

    /// Whether all that runs now is over within this time.
    boolean awaitIdle(Duration atMost) throws InterruptedException {
        var all =
                CompletableFuture.allOf(
                        running.stream().map(Execution::over).toArray(CompletableFuture[]::new));
        try {
            all.get(Math.max(0, atMost.toMillis()), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("an execution ended with an exception", e);
        }
    }
}
