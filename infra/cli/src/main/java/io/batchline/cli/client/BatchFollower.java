package io.batchline.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.progress.ProgressStage;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// Follows one batch to its end whatever the network does: by its stream while that works, by
/// asking again and again while it does not.
public final class BatchFollower {
    /// Connections that bring nothing, before it polls.
    private static final int TRIES = 3;

    /// Polls before the stream is tried again.
    private static final int POLLS = 5;

    private final ApiClient api;
    private final BatchId batch;
    private final Viewer viewer;
    private final Pace pace;
    private OptionalLong silentSince = OptionalLong.empty();
    private boolean isBroken;

    /// @param poll between two questions
    /// @param silence without an answer, after which it gives up
    record Pace(Duration poll, Duration silence) {
        private static final Pace USUAL = new Pace(Duration.ofSeconds(3), Duration.ofMinutes(10));
    }

    public BatchFollower(ApiClient api, BatchId batch, Viewer viewer) {
        this(api, batch, viewer, Pace.USUAL);
    }

    BatchFollower(ApiClient api, BatchId batch, Viewer viewer, Pace pace) {
        this.api = api;
        this.batch = batch;
        this.viewer = viewer;
        this.pace = pace;
    }

    /// Who is told, on the follower's thread.
    public interface Viewer {
        void sees(StreamEvent event);

        /// How the connection fares: only when that changes.
        void hears(String note);
    }

    /// @return the batch's last event
    /// @throws RefusedException when there is no such batch, or nobody may see it
    /// @throws IOException when nothing was heard for too long
    public StreamEvent toTheEnd() throws IOException, InterruptedException {
        BatchStream stream = new BatchStream(api, batch, TRIES, this::broke);
        while (true) {
            try {
                Optional<StreamEvent> end = stream.follow(this::take);
                StreamEvent last = end.isPresent() ? end.get() : asked();
                if (last.isLast()) {
                    return last;
                }
            } catch (IOException e) {
                // Said already; polling tells whether it is the stream or the server.
                bear(e);
            }
            viewer.hears(
                    "the stream does not work: asking every %d s"
                            .formatted(pace.poll().toSeconds()));
            Optional<StreamEvent> end = poll();
            if (end.isPresent()) {
                return end.get();
            }
        }
    }

    private void take(StreamEvent event) {
        silentSince = OptionalLong.empty();
        if (isBroken) {
            isBroken = false;
            viewer.hears("connected again");
        }
        viewer.sees(event);
    }

    /// Whatever it is that does not answer, it has the same time for it.
    ///
    /// @return how long to wait
    /// @throws IOException when another try would change nothing, or the time is over
    private Duration bear(IOException failure) throws IOException {
        Duration asked = Duration.ZERO;
        if (failure instanceof RefusedException refused) {
            if (!refused.isPassing()) {
                throw failure;
            }
            asked = refused.retryAfter();
        }
        long now = System.nanoTime();
        long since = silentSince.orElse(now);
        silentSince = OptionalLong.of(since);
        Duration left = pace.silence().minusNanos(now - since);
        if (!left.isPositive()) {
            throw new IOException(
                    "nothing was heard of it for %d s, so nobody follows it any more; it may go on by itself (last: %s)"
                            .formatted(pace.silence().toSeconds(), Breaks.sentence(failure)),
                    failure);
        }
        Duration pause = asked.compareTo(pace.poll()) > 0 ? asked : pace.poll();
        return pause.compareTo(left) > 0 ? left : pause;
    }

    private void broke(String why) {
        if (!isBroken) {
            isBroken = true;
            viewer.hears("the connection broke (%s): connecting again".formatted(why));
        }
    }

    /// @return the end, if it came; empty when the stream may be tried again
    private Optional<StreamEvent> poll() throws IOException, InterruptedException {
        int answers = 0;
        while (answers < POLLS) {
            Duration pause = pace.poll();
            try {
                StreamEvent event = asked();
                answers++;
                if (event.isLast()) {
                    return Optional.of(event);
                }
            } catch (IOException e) {
                pause = bear(e);
            }
            Thread.sleep(pause);
        }
        return Optional.empty();
    }

    private StreamEvent asked() throws IOException, InterruptedException {
        JsonNode progress = api.get("progress", ApiClient.path(batch, "/progress"), Query.NONE);
        silentSince = OptionalLong.empty();
        StreamEvent event =
                new StreamEvent(
                        progress.path("id").asText(),
                        kind(progress.path("stage").asText()),
                        progress.toString());
        viewer.sees(event);
        return event;
    }

    private static String kind(String stage) {
        return switch (ProgressStage.ofWireId(stage).orElse(ProgressStage.PROCESSING)) {
            case COMPLETED -> "complete";
            case FAILED, CANCELLED -> "error";
            default -> "progress";
        };
    }
}
