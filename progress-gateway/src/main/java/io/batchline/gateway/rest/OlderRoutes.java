package io.batchline.gateway.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.batchline.contract.batch.Batch;
import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.TenantId;
import io.batchline.gateway.hub.Board;
import io.batchline.gateway.session.Access;
import io.batchline.gateway.session.BatchRows;
import io.batchline.gateway.session.OlderItem;
import io.batchline.gateway.session.OlderItems;
import io.batchline.gateway.session.Queries;
import io.batchline.gateway.session.VisibleBatch;
import io.batchline.http.Api;
import io.batchline.http.Cursor;
import io.batchline.http.OlderBatch;
import io.batchline.http.OlderPath;
import io.batchline.http.Operation;
import io.batchline.http.Page;
import io.batchline.http.Problem;
import io.batchline.http.Query;
import io.batchline.http.Routes;
import io.batchline.http.Shape;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The paths of the earlier systems that read, but for the stream.
public final class OlderRoutes implements Routes {
    /// As long as events are held.
    private static final Duration HELD = Duration.ofHours(1);

    private static final int MOST_RUNNING = 100;

    private final Access access;
    private final BatchRoutes batches;
    private final ResultRoutes today;
    private final OlderItems items;
    private final Board board;
    private final Clock clock;

    public OlderRoutes(
            Access access,
            BatchRoutes batches,
            ResultRoutes today,
            Queries queries,
            Board board,
            Clock clock) {
        this.access = access;
        this.batches = batches;
        this.today = today;
        this.items = new OlderItems(queries);
        this.board = board;
        this.clock = clock;
    }

    /// A path with fixed words comes before one that would take them for an id.
    @Override
    public void addTo(Api api) {
        api.add(
                OlderPath.PROGRESS.operation().answers(200, OlderBatch.class, "the batch"),
                ctx -> ctx.json(view(access.batch(ctx))));
        api.add(
                filtered(OlderPath.JOBS).answers(200, JobsAnswer.class, "a page of batches"),
                this::jobs);
        api.add(
                filtered(OlderPath.BATCHES).answers(200, BatchesAnswer.class, "a page of batches"),
                this::list);
        api.add(
                OlderPath.RESULTS
                        .operation()
                        .paged(Query.MOST)
                        .answers(200, ResultRoutes.ResultsAnswer.class, "a page of rows"),
                today::results);
        api.add(
                OlderPath.BATCH
                        .operation()
                        .paged(Query.MOST)
                        .answers(200, BatchAnswer.class, "the batch, with a page of its items"),
                this::batch);
        api.add(
                OlderPath.CURRENT_ITEM
                        .operation()
                        .answers(200, OlderItem.class, "the item")
                        .refuses(io.batchline.http.ProblemType.NOT_FOUND),
                this::current);
        api.add(
                OlderPath.ALL_RUNNING.operation().answers(200, AllAnswer.class, "the batches"),
                this::all);
        api.add(
                OlderPath.ONE
                        .operation()
                        .answers(
                                200,
                                Operation.Content.oneOf(OlderItem.class, OlderBatch.class),
                                "the item, or the batch"),
                this::one);
    }

    private static Operation filtered(OlderPath path) {
        return path.operation()
                .query("status", BatchRoutes.STATUSES, "one or several, divided by commas")
                .query("priority", BatchRoutes.PRIORITIES, "one or several, divided by commas")
                .query("workload", Shape.text(), "the workload's name")
                .query("run_id", Shape.text(), "the caller's own group of batches")
                .query("created_after", Shape.time(), "only younger ones")
                .query(BatchRoutes.NAME, Shape.text(), "a part of the name, in capitals or not")
                .paged(Query.MOST);
    }

    /// The batch under its older names.
    static OlderBatch view(VisibleBatch visible) {
        Batch batch = visible.batch();
        return OlderBatch.of(
                batch.definition(),
                batch.status(),
                batch.counts(),
                Standing.of(visible).batchPercent(),
                batch.times().startedAt(),
                batch.times().completedAt());
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    private record JobsAnswer(List<OlderBatch> jobs, @Nullable String nextCursor) {}

    private void jobs(Context ctx) {
        Page<VisibleBatch> page = batches.page(ctx);
        ctx.json(new JobsAnswer(views(page.rows()), page.nextCursor()));
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    private record BatchesAnswer(List<OlderBatch> batches, @Nullable String nextCursor) {}

    private void list(Context ctx) {
        Page<VisibleBatch> page = batches.page(ctx);
        ctx.json(new BatchesAnswer(views(page.rows()), page.nextCursor()));
    }

    private static List<OlderBatch> views(List<VisibleBatch> batches) {
        return batches.stream().map(OlderRoutes::view).toList();
    }

    private record ProgressAnswer(int processingJobs, int completedJobs) {}

    /// @param jobs a page of its items
    @JsonInclude(JsonInclude.Include.ALWAYS)
    private record BatchAnswer(
            @JsonUnwrapped OlderBatch batch,
            List<OlderItem> jobs,
            ProgressAnswer progress,
            @Nullable String nextCursor) {}

    private void batch(Context ctx) {
        VisibleBatch batch = access.batch(ctx);
        int limit = Query.limit(ctx);
        int after = Cursor.read(ctx, Integer::valueOf).orElse(-1);
        Page<OlderItem> page =
                Page.of(
                        items.of(batch.definition().tenant(), batch.batchId(), after, limit + 1),
                        limit,
                        item -> Integer.toString(item.index()));
        var counts = batch.batch().counts();
        ctx.json(
                new BatchAnswer(
                        view(batch),
                        page.rows(),
                        new ProgressAnswer(counts.running(), counts.terminal()),
                        page.nextCursor()));
    }

    private void current(Context ctx) {
        TenantId tenant = access.caller(ctx).tenant();
        List<BatchId> running =
                board.snapshots().stream()
                        .filter(batch -> batch.definition().tenant().equals(tenant))
                        .filter(batch -> batch.counts().running() > 0)
                        .map(batch -> batch.definition().batchId())
                        .limit(MOST_RUNNING)
                        .toList();
        ctx.json(
                items.newestRunning(tenant, running)
                        .orElseThrow(() -> Problem.notFound("no item runs now")));
    }

    private record AllAnswer(List<OlderBatch> progress) {}

    /// Of the newest batches.
    private void all(Context ctx) {
        TenantId tenant = access.caller(ctx).tenant();
        var newest = new BatchRows.Filter(null, null, List.of(), null, null, null, null);
        Instant heldFrom = clock.instant().minus(HELD);
        ctx.json(
                new AllAnswer(
                        access.newest(tenant, newest, Query.MOST).stream()
                                .filter(batch -> isShown(batch, heldFrom))
                                .map(OlderRoutes::view)
                                .toList()));
    }

    private static boolean isShown(VisibleBatch batch, Instant heldFrom) {
        BatchStatus status = batch.batch().status();
        if (!status.isTerminal()) {
            return status != BatchStatus.PENDING;
        }
        return batch.newest()
                .filter(event -> event.progress().timestamp().isAfter(heldFrom))
                .isPresent();
    }

    private void one(Context ctx) {
        TenantId tenant = access.caller(ctx).tenant();
        String id = ctx.pathParam("job_id");
        Optional<OlderItem> item = items.find(tenant, id);
        if (item.isPresent()) {
            ctx.json(item.get());
        } else {
            ctx.json(
                    access.find(tenant, id)
                            .map(OlderRoutes::view)
                            .orElseThrow(() ->
                                    Problem.notFound(
                                            "there is no item or batch '%s'".formatted(id))));
        }
    }
}
