package io.batchline.gateway.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import io.batchline.contract.id.TenantId;
import io.batchline.gateway.rest.ItemRows.ItemRow;
import io.batchline.gateway.session.Access;
import io.batchline.gateway.session.GivenIds;
import io.batchline.gateway.session.Queries;
import io.batchline.gateway.session.VisibleBatch;
import io.batchline.http.Api;
import io.batchline.http.Cursor;
import io.batchline.http.OlderBatch;
import io.batchline.http.Operation;
import io.batchline.http.Page;
import io.batchline.http.Permission;
import io.batchline.http.Problem;
import io.batchline.http.Query;
import io.batchline.http.Routes;
import io.batchline.http.Shape;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A batch's items and one item, while the batch runs too.
public final class ItemRoutes implements Routes {
    private static final List<String> STATES =
            List.of("waiting", "running", "retrying", "succeeded", "failed", "cancelled");
    private static final int BEFORE_THE_FIRST = -1;

    private final Access access;
    private final ItemRows items;
    private final GivenIds given;
    private final StoredRows stored;
    private final WaitingReasons reasons;

    public ItemRoutes(Access access, Queries queries, StoredRows stored, WaitingReasons reasons) {
        this.access = access;
        this.items = new ItemRows(queries);
        this.given = new GivenIds(queries);
        this.stored = stored;
        this.reasons = reasons;
    }

    @Override
    public void addTo(Api api) {
        api.add(
                Operation.get(
                                "/api/batches/{batch_id}/items",
                                "listItems",
                                Permission.READ,
                                "The items of a batch, in the order of the source")
                        .query("state", Shape.someOf(STATES), "one or several, divided by commas")
                        .query("group", Shape.text(), "the group's key")
                        .query("cause", Shape.text(), "the cause of a failure")
                        .paged(Query.MOST)
                        .answers(200, ItemsAnswer.class, "a page of items"),
                this::list);
        api.add(
                Operation.get(
                                "/api/jobs/{job_id}",
                                "getItem",
                                Permission.READ,
                                "One item, with its row")
                        .answers(
                                200,
                                Operation.Content.oneOf(JobAnswer.class, OlderBatch.class),
                                "the item; for the id of a batch that batch, under its older names"),
                this::job);
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    private record ItemsAnswer(List<ItemAnswer> items, @Nullable String nextCursor) {}

    private void list(Context ctx) {
        VisibleBatch batch = access.batch(ctx);
        int limit = Query.limit(ctx);
        Set<String> states = Query.oneOf(ctx, "state", STATES, state -> state);
        var filter =
                new ItemRows.Filter(
                        states, ctx.queryParam("group"), ctx.queryParam("cause"), after(ctx));
        Page<ItemRow> page =
                Page.of(
                        items.list(batch.definition().tenant(), batch.batchId(), filter, limit + 1),
                        limit,
                        ItemRow::place);
        ctx.json(new ItemsAnswer(reasons.of(batch, page.rows(), items), page.nextCursor()));
    }

    /// @param result column by column as the workload gave it
    /// @param details what belongs to the result without being a column
    @JsonInclude(JsonInclude.Include.ALWAYS)
    private record JobAnswer(
            @JsonUnwrapped ItemAnswer item,
            @Nullable JsonNode result,
            @Nullable JsonNode details) {}

    private void job(Context ctx) {
        TenantId tenant = access.caller(ctx).tenant();
        String id = ctx.pathParam("job_id");
        Optional<JobAnswer> item =
                items.find(tenant, given.ours(tenant, id))
                        .flatMap(found ->
                                access.find(tenant, found.item().batchId())
                                        .map(batch -> answer(batch, found)));
        if (item.isPresent()) {
            ctx.json(item.get());
            return;
        }
        // Clients of earlier systems ask here for a batch, too.
        ctx.json(
                access.find(tenant, id)
                        .map(OlderRoutes::view)
                        .orElseThrow(
                                () -> Problem.notFound("there is no item '%s'".formatted(id))));
    }

    private JobAnswer answer(VisibleBatch batch, ItemRow row) {
        StoredRows.Row result = stored.rowOf(row);
        return new JobAnswer(
                reasons.of(batch, List.of(row), items).getFirst(),
                result.columns(),
                result.details());
    }

    private static int after(Context ctx) {
        return Cursor.read(ctx, Integer::valueOf).orElse(BEFORE_THE_FIRST);
    }
}
