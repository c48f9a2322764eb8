package io.batchline.gateway.rest;

import io.batchline.contract.batch.BatchStatus;
import io.batchline.gateway.session.Access;
import io.batchline.gateway.session.Queries;
import io.batchline.gateway.session.VisibleBatch;
import io.batchline.http.Routes;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.List;

/// `GET /api/batches/{batch_id}/status`.
public final class StatusRoutes implements Routes {
    private static final int MOST_INTERRUPTED = 100;

    private final Access access;
    private final ItemRows items;
    private final Clock clock;

    public StatusRoutes(Access access, Queries queries, Clock clock) {
        this.access = access;
        this.items = new ItemRows(queries);
        this.clock = clock;
    }

    @Override
    public void addTo(JavalinConfig config) {
        config.routes.get("/api/batches/{batch_id}/status", this::status);
    }

    private void status(Context ctx) {
        VisibleBatch batch = access.batch(ctx);
        ctx.json(
                StatusAnswer.of(
                        batch,
                        clock.instant(),
                        items.failures(batch.batchId()),
                        interrupted(batch)));
    }

    /// A batch is cancelled by request only, and its cancellation is the last that was asked of it.
    private List<ItemAnswer> interrupted(VisibleBatch batch) {
        BatchStatus status = batch.batch().status();
        boolean cancelled = status == BatchStatus.CANCELLING || status == BatchStatus.CANCELLED;
        return cancelled
                ? items.underWayAt(batch.batchId(), batch.requestedAt(), MOST_INTERRUPTED)
                : List.of();
    }
}
