package io.batchline.gateway.rest;

import io.batchline.contract.id.TenantId;
import io.batchline.gateway.session.Access;
import io.batchline.gateway.session.Queries;
import io.batchline.gateway.session.VisibleBatch;
import io.batchline.http.Api;
import io.batchline.http.Operation;
import io.batchline.http.Permission;
import io.batchline.http.Routes;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/// `GET /api/batches/{batch_id}/status`.
public final class StatusRoutes implements Routes {
    private static final int MOST_INTERRUPTED = 100;

    private final Access access;
    private final ItemRows items;
    private final WaitingReasons reasons;
    private final ToReview toReview;
    private final Clock clock;

    public StatusRoutes(Access access, Queries queries, WaitingReasons reasons, Clock clock) {
        this.access = access;
        this.items = new ItemRows(queries);
        this.reasons = reasons;
        this.toReview = new ToReview(queries);
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
        TenantId tenant = batch.definition().tenant();
        BatchAnswer row = BatchAnswer.of(batch, reasons, toReview.of(tenant, batch.batchId()));
        List<FailureAnswer> failures = items.failures(tenant, batch.batchId());
        List<ItemAnswer> interrupted = interrupted(batch);
        Function<Instant, StatusAnswer> at =
                now -> StatusAnswer.of(batch, row, now, failures, interrupted);
        Etags.answerRunning(ctx, at.apply(clock.instant()), at.apply(toldAt(batch)));
    }

    /// When the newest of what is known of it was said.
    private static Instant toldAt(VisibleBatch batch) {
        Instant updated = batch.batch().times().updatedAt();
        return batch.newest()
                .map(event -> event.progress().timestamp())
                .filter(updated::isBefore)
                .orElse(updated);
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
