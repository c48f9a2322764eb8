package io.batchline.webhooks;

import java.time.Duration;
import java.util.Optional;

/// What becomes of a delivery after a try.
sealed interface Verdict {
    /// It arrived.
    record Delivered() implements Verdict {}

    /// It is tried again.
    record Again(Duration after) implements Verdict {}

    /// That was the last try.
    record Failed() implements Verdict {}

    /// The receiver wants nothing of this any more: its webhook is disabled.
    record Gone() implements Verdict {}

    /// @param tries with this one
    static Verdict of(Answer answer, int tries, double chance) {
        return switch (answer) {
            case Answer.Status(int code, Duration _) when code >= 200 && code < 300 ->
                    new Delivered();
            case Answer.Status(int code, Duration _) when code == 410 -> new Gone();
            case Answer.Status(int _, Duration wish) -> again(tries, chance, wish);
            case Answer.None _ -> again(tries, chance, Duration.ZERO);
        };
    }

    private static Verdict again(int tries, double chance, Duration wish) {
        Optional<Duration> wait = Backoff.after(tries, chance, wish);
        return wait.isPresent() ? new Again(wait.get()) : new Failed();
    }
}
