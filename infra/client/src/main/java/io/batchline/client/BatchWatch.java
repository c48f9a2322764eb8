package io.batchline.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/// Follows one batch to its end whatever the network does: by its stream while that works, by
/// asking again and again while it does not. Used once, by one thread.
public final class BatchWatch {
    private static final int NO_CONTENT = 204;

    private final BatchApi api;
    private final Watcher watcher;
    private final Pace pace;
    private final DoubleSupplier chance;
    private final Standing standing;
    private final Newest newest = new Newest();
    private String lastId = "";
    private int failures;

    public BatchWatch(BatchApi api, Watcher watcher) {
        this(api, watcher, Pace.USUAL, Math::random);
    }

    /// @param chance 0 to 1, by which waits are spread
    public BatchWatch(BatchApi api, Watcher watcher, Pace pace, DoubleSupplier chance) {
        this.api = api;
        this.watcher = watcher;
        this.pace = pace;
        this.chance = chance;
        this.standing = new Standing(watcher, pace.patience());
    }

    /// @return the batch's last event
    /// @throws AnswerException when there is no such batch, or nobody may see it
    /// @throws IOException when nothing was heard for too long
    public StreamEvent toTheEnd() throws IOException, InterruptedException {
        standing.is(Connection.CONNECTING);
        Optional<StreamEvent> end = connect(false);
        while (end.isEmpty()) {
            end = connect(true);
        }
        standing.is(Connection.ENDED);
        return end.get();
    }

    /// One connection, and the wait after it where it breaks.
    ///
    /// @return the end, if it came
    private Optional<StreamEvent> connect(boolean again) throws IOException, InterruptedException {
        var reading = new StreamReading(pace, this::isBehind);
        Duration asked = Duration.ZERO;
        try {
            HttpResponse<InputStream> answer = api.stream(lastId);
            boolean isOver = answer.statusCode() == NO_CONTENT;
            // What happened meanwhile, at once; where the end was told before, that end.
            Optional<StreamEvent> end = again || isOver ? ask().end() : Optional.empty();
            if (isOver || end.isPresent()) {
                answer.body().close();
                if (end.isPresent()) {
                    return end;
                }
            } else {
                Runnable begun = () -> standing.is(Connection.LIVE);
                return Optional.of(reading.toTheEnd(answer, begun, this::take));
            }
        } catch (IOException e) {
            asked = standing.bear(e);
        }
        return waited(asked.compareTo(reading.retry()) > 0 ? asked : reading.retry());
    }

    private void take(StreamEvent event) {
        failures = 0;
        standing.heard();
        if (!event.id().isEmpty()) {
            lastId = event.id();
        }
        if (newest.take(event)) {
            watcher.sees(event);
        }
    }

    /// An answer to a question.
    ///
    /// @param moved whether it was newer than what was known
    private record Asked(StreamEvent event, boolean moved) {
        Optional<StreamEvent> end() {
            return event.isLast() ? Optional.of(event) : Optional.empty();
        }
    }

    private Asked ask() throws IOException, InterruptedException {
        StreamEvent event = StreamEvent.asked(api.progress());
        standing.answered();
        boolean moved = newest.take(event);
        if (moved) {
            watcher.sees(event);
        }
        return new Asked(event, moved);
    }

    /// On the guard's thread: shows nobody anything.
    private boolean isBehind() throws IOException, InterruptedException {
        return newest.isBehind(StreamEvent.asked(api.progress()));
    }

    private Optional<StreamEvent> waited(Duration asked) throws IOException, InterruptedException {
        failures++;
        Duration wait = pace.backoff(failures, asked, chance.getAsDouble());
        if (failures <= pace.tries()) {
            standing.is(Connection.RECONNECTING);
            Thread.sleep(wait);
            return Optional.empty();
        }
        standing.asks(pace.poll());
        return poll(System.nanoTime() + wait.toNanos());
    }

    /// @param until when the stream is tried again
    private Optional<StreamEvent> poll(long until) throws IOException, InterruptedException {
        Duration wait = Duration.ZERO;
        do {
            boolean moved = false;
            Duration asked = Duration.ZERO;
            try {
                Asked answer = ask();
                if (answer.event().isLast()) {
                    return answer.end();
                }
                moved = answer.moved();
                standing.is(Connection.POLLING);
            } catch (IOException e) {
                asked = standing.bear(e);
                standing.is(Connection.OFFLINE);
            }
            wait = pace.nextPoll(wait, moved);
            Thread.sleep(asked.compareTo(wait) > 0 ? asked : wait);
        } while (System.nanoTime() - until < 0);
        return Optional.empty();
    }
}
