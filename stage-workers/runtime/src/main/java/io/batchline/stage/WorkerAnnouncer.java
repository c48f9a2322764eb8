package io.batchline.stage;

import io.batchline.contract.id.WorkerId;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.topic.Topics;
import io.batchline.contract.worker.WorkerInfo;
import io.batchline.stage.send.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells everyone every two seconds that this worker lives and what it runs, and at its end that it
/// does no more.
final class WorkerAnnouncer {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerAnnouncer.class);
    private static final Duration FAREWELL_WITHIN = Duration.ofMillis(500);

    private final Outbox outbox;
    private final WorkerId worker;
    private final Set<Stage> stages;
    private final Set<WorkerInfo.Role> roles;
    private final int slots;
    private final Clock clock;
    private final Instant aliveSince;
    private @Nullable Instant announcedAt;
    private boolean closed;

    WorkerAnnouncer(Shared shared, Set<Stage> stages, Set<WorkerInfo.Role> roles) {
        this.outbox = shared.outbox();
        this.worker = shared.config().worker();
        this.slots = shared.config().slots();
        this.clock = shared.config().clock();
        this.stages = Set.copyOf(stages);
        this.roles = Set.copyOf(roles);
        this.aliveSince = clock.instant();
    }

    synchronized void tick() {
        Instant now = clock.instant();
        if (closed
                || (announcedAt != null
                        && now.isBefore(announcedAt.plus(WorkerInfo.ANNOUNCE_EVERY)))) {
            return;
        }
        announcedAt = now;
        var info = new WorkerInfo(worker, stages, roles, slots, aliveSince, now);
        var _ =
                outbox.send(Topics.WORKERS, worker, info, now)
                        .whenComplete((_, lost) -> {
                            if (lost != null) {
                                LOG.atWarn()
                                        .addKeyValue("worker", worker)
                                        .setCause(lost)
                                        .log("worker could not be announced");
                            }
                        });
    }

    /// Says that the worker is gone, and waits a little for the acknowledgement: who is not told
    /// finds out by the silence.
    synchronized void close() throws InterruptedException {
        closed = true;
        try {
            outbox.delete(Topics.WORKERS, worker, clock.instant())
                    .get(FAREWELL_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.atWarn().addKeyValue("worker", worker).setCause(e).log("no farewell was said");
        }
    }
}
