package io.batchline.gateway.rest;

import io.batchline.gateway.session.Access;
import io.batchline.gateway.session.Queries;
import io.batchline.gateway.session.VisibleBatch;
import io.batchline.http.Api;
import io.batchline.http.Operation;
import io.batchline.http.Permission;
import io.batchline.http.Routes;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.List;

/// `GET /api/batches/{batch_id}/status`.
public final class StatusRoutes implements Routes {
    private static final int MOST_INTERRUPTED = 100;

    private final Access access;
    private final ItemRows items;
    private final WaitingReasons reasons;
    private final Clock clock;

    public StatusRoutes(Access access, Queries queries, WaitingReasons reasons, Clock clock) {
        this.access = access;
        this.items = new ItemRows(queries);
        this.reasons = reasons;
        this.clock = clock;
    }

    @Override
    public void addTo(Api api) {
        api.add(
                Operation.get(
                                "/api/batches/{batch_id}/status",
                                "getStatus",
                                Permission.READ,
                                "Everything that is known of a batch")
                        .answers(200, StatusAnswer.class, "the batch")
                        .tagged(),
                this::status);
    }

    private void status(Context ctx) {
        VisibleBatch batch = access.batch(ctx);
        Etags.answer(
                ctx,
                StatusAnswer.of(
                        batch,
                        clock.instant(),
                        reasons.of(batch),
                        items.failures(batch.definition().tenant(), batch.batchId()),
                        interrupted(batch)));
    }

    /// As the coordinator wrote down when it cancelled or stopped the batch.
    private List<ItemAnswer> interrupted(VisibleBatch batch) {
        List<Integer> indexes = batch.batch().interrupted();
        List<Integer> shown =
                indexes == null ? List.of() : indexes.stream().limit(MOST_INTERRUPTED).toList();
        return reasons.of(
                batch, items.of(batch.definition().tenant(), batch.batchId(), shown), items);
    }
}
