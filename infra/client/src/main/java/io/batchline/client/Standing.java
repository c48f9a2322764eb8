package io.batchline.client;

import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// How the connection fares: told to the watcher when that changes, and borne for so long.
final class Standing {
    private final Watcher watcher;
    private final Duration patience;
    private @Nullable Connection connection;
    private OptionalLong silentSince = OptionalLong.empty();
    private boolean isBroken;
    private boolean isAsking;

    Standing(Watcher watcher, Duration patience) {
        this.watcher = watcher;
        this.patience = patience;
    }

    void is(Connection now) {
        if (now != connection) {
            connection = now;
            watcher.isConnected(now);
        }
    }

    /// An event came by the stream.
    void heard() {
        answered();
        if (isBroken) {
            isBroken = false;
            isAsking = false;
            watcher.hears("connected again");
        }
        is(Connection.LIVE);
    }

    /// The server is there.
    void answered() {
        silentSince = OptionalLong.empty();
    }

    /// The stream does not work.
    void asks(Duration every) {
        if (!isAsking) {
            isAsking = true;
            watcher.hears(
                    "the stream does not work: asking every %d s".formatted(every.toSeconds()));
        }
    }

    /// Whatever it is that does not answer, it has the same time for it.
    ///
    /// @return how long the server asks to wait
    /// @throws IOException when another try would change nothing, or the time is over
    Duration bear(IOException failure) throws IOException {
        if (failure instanceof AnswerException answer && answer.isFinal()) {
            throw failure;
        }
        if (!isBroken) {
            isBroken = true;
            watcher.hears(
                    "the connection broke (%s): connecting again"
                            .formatted(Breaks.sentence(failure)));
        }
        long now = System.nanoTime();
        long since = silentSince.orElse(now);
        silentSince = OptionalLong.of(since);
        if (now - since >= patience.toNanos()) {
            throw new IOException(
                    "nothing was heard of it for %d s, so nobody follows it any more; it may go on by itself (last: %s)"
                            .formatted(patience.toSeconds(), Breaks.sentence(failure)),
                    failure);
        }
        return failure instanceof AnswerException answer ? answer.retryAfter() : Duration.ZERO;
    }
}
