package io.batchline.ingest.rounds;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does one thing again and again: at once when woken, and whenever the time has passed. A round
/// that fails is logged, and the next tries the same again.
///
/// On a platform thread of its own, since in local mode the virtual ones may all be busy with
/// pictures. Close waits a moment for the round that runs.
public final class Rounds implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

    private final Duration every;
    private final Supplier<Duration> apart;
    private final Round round;
    private final Semaphore news = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closed;

    private Rounds(String name, Duration every, Supplier<Duration> apart, Round round) {
        this.every = every;
        this.apart = apart;
        this.round = round;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    /// The first round begins at once.
    ///
    /// @param name of the thread, and in the log
    public static Rounds start(String name, Duration every, Round round) {
        return start(name, every, () -> Duration.ZERO, round);
    }

    /// The same for rounds that each take all that there is: however often they are woken, a moment
    /// lies between two beginnings, in which more gathers.
    ///
    /// @param apart asked after each round, on its thread
    public static Rounds start(String name, Duration every, Supplier<Duration> apart, Round round) {
        var rounds = new Rounds(name, every, apart, round);
        rounds.thread.start();
        return rounds;
    }

    /// There is something to do.
    public void wake() {
        news.release();
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(CLOSE_WITHIN);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!closed) {
                long begun = System.nanoTime();
                runOnce();
                Thread.sleep(apart.get().minusNanos(System.nanoTime() - begun));
                if (news.tryAcquire(every.toMillis(), TimeUnit.MILLISECONDS)) {
                    news.drainPermits();
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void runOnce() throws InterruptedException {
        try {
            round.run();
        } catch (IOException | SQLException | RuntimeException e) {
            // The rim of the loop.
            LOG.atError()
                    .setCause(e)
                    .addKeyValue("rounds", thread.getName())
                    .log("a round failed; the next tries the same again");
        }
    }

    /// One round.
    @FunctionalInterface
    public interface Round {
        void run() throws IOException, SQLException, InterruptedException;
    }
}
