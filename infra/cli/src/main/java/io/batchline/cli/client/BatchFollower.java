package io.batchline.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.progress.ProgressStage;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// Follows one batch to its end whatever the network does: by its stream while that works, by
/// asking again and again while it does not.
public final class BatchFollower {
    private static final Duration POLL = Duration.ofSeconds(3);

    /// Connections that bring nothing, before it polls.
    private static final int TRIES = 3;

    /// Polls before the stream is tried again.
    private static final int POLLS = 5;

    /// Polls without an answer in a row before it gives up: ten minutes.
    private static final int MOST_SILENT = 200;

    private final ApiClient api;
    private final BatchId batch;
    private final Viewer viewer;
    private boolean isBroken;

    public BatchFollower(ApiClient api, BatchId batch, Viewer viewer) {
        this.api = api;
        this.batch = batch;
        this.viewer = viewer;
    }

    /// Who is told, on the follower's thread.
    public interface Viewer {
        void sees(StreamEvent event);

        /// How the connection fares: only when that changes.
        void hears(String note);
    }

    /// @return the batch's last event
    /// @throws RefusedException when there is no such batch, or nobody may see it
    public StreamEvent toTheEnd() throws IOException, InterruptedException {
        BatchStream stream = new BatchStream(api, batch, TRIES, this::broke);
        while (true) {
            try {
                Optional<StreamEvent> end = stream.follow(this::take);
                StreamEvent last = end.isPresent() ? end.get() : asked();
                if (last.isLast()) {
                    return last;
                }
            } catch (RefusedException e) {
                if (e.status() < 500) {
                    throw e;
                }
            } catch (IOException _) {
                // Said already; polling tells whether it is the stream or the server.
            }
            viewer.hears("the stream does not work: asking every %d s".formatted(POLL.toSeconds()));
            Optional<StreamEvent> end = poll();
            if (end.isPresent()) {
                return end.get();
            }
        }
    }

    private void take(StreamEvent event) {
        if (isBroken) {
            isBroken = false;
            viewer.hears("connected again");
        }
        viewer.sees(event);
    }

    private void broke(String why) {
        if (!isBroken) {
            isBroken = true;
            viewer.hears("the connection broke (%s): connecting again".formatted(why));
        }
    }

    /// @return the end, if it came; empty when the stream may be tried again
    private Optional<StreamEvent> poll() throws IOException, InterruptedException {
        int silent = 0;
        int answers = 0;
        while (answers < POLLS) {
            try {
                StreamEvent event = asked();
                silent = 0;
                answers++;
                if (event.isLast()) {
                    return Optional.of(event);
                }
            } catch (RefusedException e) {
                if (e.status() < 500) {
                    throw e;
                }
            } catch (IOException e) {
                silent++;
                if (silent >= MOST_SILENT) {
                    throw e;
                }
            }
            Thread.sleep(POLL);
        }
        return Optional.empty();
    }

    private StreamEvent asked() throws IOException, InterruptedException {
        JsonNode progress = api.get("progress", ApiClient.path(batch, "/progress"), Query.NONE);
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
