package io.batchline.gateway.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.batchline.contract.batch.Batch;
import io.batchline.contract.batch.Priority;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.TenantId;
import io.batchline.contract.stage.Stage;
import io.batchline.gateway.hub.Backlog;
import io.batchline.gateway.hub.Board;
import io.batchline.gateway.hub.Crew;
import io.batchline.gateway.hub.Lags;
import io.batchline.gateway.session.Access;
import io.batchline.http.Api;
import io.batchline.http.OlderPath;
import io.batchline.http.Operation;
import io.batchline.http.Permission;
import io.batchline.http.Routes;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `GET /api/queue/status`: the caller's own batches and items; workers and lag are of the whole
/// installation.
public final class QueueRoutes implements Routes {
    private final Board board;
    private final Crew crew;
    private final Lags lags;
    private final Access access;
    private final Clock clock;

    public QueueRoutes(Board board, Crew crew, Lags lags, Access access, Clock clock) {
        this.board = board;
        this.crew = crew;
        this.lags = lags;
        this.access = access;
        this.clock = clock;
    }

    @Override
    public void addTo(Api api) {
        api.add(
                Operation.get(
                                "/api/queue/status",
                                "getQueueStatus",
                                Permission.READ,
                                "What waits and what runs, and who works on it")
                        .answers(200, QueueAnswer.class, "the queue as it is now"),
                this::queue);
        api.add(
                OlderPath.QUEUE
                        .operation()
                        .answers(200, QueueAnswer.class, "the queue as it is now"),
                this::queue);
    }

    /// @param batchesWaiting those of which nothing runs
    /// @param batchesPaused those of them that someone paused
    /// @param itemsWaiting those that are to be tried again included
    private record PriorityAnswer(
            Priority priority,
            int batchesWaiting,
            int batchesRunning,
            int batchesPaused,
            long itemsWaiting,
            long itemsRunning) {
        static PriorityAnswer of(Backlog.Line line) {
            return new PriorityAnswer(
                    line.priority(),
                    line.batchesWaiting(),
                    line.batchesRunning(),
                    line.batchesPaused(),
                    line.itemsWaiting(),
                    line.itemsRunning());
        }
    }

    /// @param workersAlive processes that run the stage
    /// @param slots items, or batches, that they take at once, all together
    /// @param consumerLag records that they have not taken yet; null while the broker does not say
    @JsonInclude(JsonInclude.Include.ALWAYS)
    private record StageAnswer(
            Stage stage,
            long workersAlive,
            int slots,
            String consumerGroup,
            @Nullable Long consumerLag) {}

    /// The batch that has waited longest for its turn.
    private record OldestAnswer(
            BatchId batchId,
            String name,
            Priority priority,
            Instant waitingSince,
            double waitingSeconds) {
        static OldestAnswer of(Backlog.Waiter waiter, Instant now) {
            Batch batch = waiter.batch();
            return new OldestAnswer(
                    batch.definition().batchId(),
                    batch.definition().name(),
                    batch.definition().priority(),
                    waiter.since(),
                    Math.max(0, Duration.between(waiter.since(), now).toMillis()) / 1000.0);
        }
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    private record QueueAnswer(
            List<PriorityAnswer> priorities,
            @Nullable OldestAnswer oldestWaiting,
            List<StageAnswer> stages) {}

    private void queue(Context ctx) throws InterruptedException {
        TenantId tenant = access.caller(ctx).tenant();
        List<Batch> own =
                board.snapshots().stream()
                        .filter(batch -> batch.definition().tenant().equals(tenant))
                        .toList();
        Backlog backlog = Backlog.of(own);
        Map<Stage, Long> behind = lags.now();
        ctx.header("Cache-Control", "private, no-cache")
                .json(
                        new QueueAnswer(
                                backlog.lines().stream().map(PriorityAnswer::of).toList(),
                                backlog.oldest()
                                        .map(oldest -> OldestAnswer.of(oldest, clock.instant()))
                                        .orElse(null),
                                Arrays.stream(Stage.values())
                                        .map(stage -> of(stage, behind))
                                        .toList()));
    }

    private StageAnswer of(Stage stage, Map<Stage, Long> behind) {
        return new StageAnswer(
                stage, crew.running(stage), crew.slots(stage), stage.group(), behind.get(stage));
    }
}
