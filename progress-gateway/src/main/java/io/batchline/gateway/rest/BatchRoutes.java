package io.batchline.gateway.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.batch.Priority;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.TenantId;
import io.batchline.gateway.session.Access;
import io.batchline.gateway.session.BatchRows;
import io.batchline.gateway.session.Queries;
import io.batchline.gateway.session.VisibleBatch;
import io.batchline.http.Api;
import io.batchline.http.Cursor;
import io.batchline.http.Operation;
import io.batchline.http.Page;
import io.batchline.http.Permission;
import io.batchline.http.Query;
import io.batchline.http.Routes;
import io.batchline.http.Shape;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `GET /api/batches`.
public final class BatchRoutes implements Routes {
    static final Shape STATUSES =
            Shape.someOf(Arrays.stream(BatchStatus.values()).map(BatchStatus::wireId).toList());
    static final Shape PRIORITIES =
            Shape.someOf(Arrays.stream(Priority.values()).map(Priority::wireId).toList());
    static final String NAME = "q";
    private static final int MOST_AT_ONCE = 2_000;

    private final Access access;
    private final WaitingReasons reasons;
    private final ToReview toReview;

    public BatchRoutes(Access access, Queries queries, WaitingReasons reasons) {
        this.access = access;
        this.reasons = reasons;
        this.toReview = new ToReview(queries);
    }

    @Override
    public void addTo(Api api) {
        api.add(
                Operation.get(
                                "/api/batches",
                                "listBatches",
                                Permission.READ,
                                "The tenant's batches, newest first")
                        .query("status", STATUSES, "one or several, divided by commas")
                        .query("priority", PRIORITIES, "one or several, divided by commas")
                        .query("workload", Shape.text(), "the workload's name")
                        .query("run_id", Shape.text(), "the caller's own group of batches")
                        .query("created_after", Shape.time(), "only younger ones")
                        .query(NAME, Shape.text(), "a part of the name, in capitals or not")
                        .paged(Query.MOST)
                        .answers(200, ListAnswer.class, "a page of batches"),
                this::list);
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    private record ListAnswer(List<BatchAnswer> batches, @Nullable String nextCursor) {}

    private void list(Context ctx) {
        Page<VisibleBatch> page = page(ctx);
        Map<BatchId, Long> open =
                toReview.of(
                        access.caller(ctx).tenant(),
                        page.rows().stream().map(VisibleBatch::batchId).toList());
        ctx.json(
                new ListAnswer(
                        page.rows().stream()
                                .map(batch ->
                                        BatchAnswer.of(
                                                batch,
                                                reasons,
                                                open.getOrDefault(batch.batchId(), 0L)))
                                .toList(),
                        page.nextCursor()));
    }

    /// The page of the caller's batches that the request's parameters ask for.
    Page<VisibleBatch> page(Context ctx) {
        TenantId tenant = access.caller(ctx).tenant();
        int limit = Query.limit(ctx);
        Set<BatchStatus> statuses =
                Query.oneOf(ctx, "status", List.of(BatchStatus.values()), BatchStatus::wireId);
        Set<Priority> priorities =
                Query.oneOf(ctx, "priority", List.of(Priority.values()), Priority::wireId);
        var filter =
                new BatchRows.Filter(
                        ctx.queryParam("workload"),
                        ctx.queryParam("run_id"),
                        priorities.stream().map(Priority::wireId).toList(),
                        Query.instant(ctx, "created_after"),
                        ctx.queryParam(NAME),
                        Cursor.read(ctx, BatchRoutes::place).orElse(null),
                        null);
        return Page.of(find(tenant, filter, statuses, limit + 1), limit, BatchRoutes::written);
    }

    /// The status is known here and not in the database (it may be newer), so rows are read until
    /// enough have it: more at a time the fewer have. Where few batches have ended so, only their
    /// rows are read.
    private List<VisibleBatch> find(
            TenantId tenant, BatchRows.Filter filter, Set<BatchStatus> statuses, int wanted) {
        List<VisibleBatch> found = new ArrayList<>();
        BatchRows.Filter next =
                access.endedWith(tenant, statuses, MOST_AT_ONCE).map(filter::among).orElse(filter);
        for (int at = wanted; ; at = Math.min(2 * at, MOST_AT_ONCE)) {
            List<VisibleBatch> read = access.newest(tenant, next, at);
            read.stream()
                    .filter(batch ->
                            statuses.isEmpty() || statuses.contains(batch.batch().status()))
                    .limit(wanted - found.size())
                    .forEach(found::add);
            if (found.size() == wanted || read.size() < at) {
                return found;
            }
            next = next.before(placeOf(read.getLast()));
        }
    }

    private static BatchRows.Place placeOf(VisibleBatch batch) {
        return new BatchRows.Place(batch.definition().createdAt(), batch.batchId());
    }

    private static String written(VisibleBatch last) {
        return last.definition().createdAt() + "|" + last.batchId();
    }

    private static BatchRows.Place place(String cursor) {
        int bar = cursor.indexOf('|');
        return new BatchRows.Place(
                Instant.parse(cursor.substring(0, bar)), new BatchId(cursor.substring(bar + 1)));
    }
}
