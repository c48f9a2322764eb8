package io.batchline.stage.progress;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decides which phases of one item's work are told: none of quick work, the newest at most once a
/// second of slow work, and sooner or later the one in which it stays.
///
/// For any thread: the work's own enters phases, another asks now and then what has become due.
public final class PhasePace {
    /// Work that is over by then is over before anybody could look at it.
    public static final Duration QUICK = Duration.ofMillis(300);

    public static final Duration EVERY = Duration.ofSeconds(1);

    private Instant notBefore;
    private @Nullable Entered untold;
    private boolean over;

    public PhasePace(Instant startedAt) {
        this.notBefore = startedAt.plus(QUICK);
    }

    /// A phase that the work entered.
    ///
    /// @param phase from 1 to `phases`
    public record Entered(int phase, int phases, String message, Instant at) {
        public Entered {
            if (phase < 1 || phase > phases) {
                throw new IllegalArgumentException(
                        "phase %d of %d: it goes from 1 to their number".formatted(phase, phases));
            }
        }
    }

    /// The work enters a phase.
    ///
    /// @return the same when it is to be told now
    public synchronized Optional<Entered> entered(Entered phase) {
        untold = phase;
        return due(phase.at());
    }

    /// What is to be told by now and was not; whoever asks tells it.
    public synchronized Optional<Entered> due(Instant now) {
        Entered due = untold;
        if (due == null || over || now.isBefore(notBefore)) {
            return Optional.empty();
        }
        untold = null;
        notBefore = now.plus(EVERY);
        return Optional.of(due);
    }

    /// The work is over: nothing of it is told any more.
    public synchronized void end() {
        over = true;
    }
}
