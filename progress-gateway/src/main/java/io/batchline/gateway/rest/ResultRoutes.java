package io.batchline.gateway.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.batchline.blob.BlobStore;
import io.batchline.contract.item.ResultLine;
import io.batchline.contract.stage.StageOutput;
import io.batchline.gateway.rest.CollectedRows.Line;
import io.batchline.gateway.rest.CollectedRows.Place;
import io.batchline.gateway.rest.ItemRows.ItemRow;
import io.batchline.gateway.session.Access;
import io.batchline.gateway.session.Queries;
import io.batchline.gateway.session.VisibleBatch;
import io.batchline.http.Api;
import io.batchline.http.Cursor;
import io.batchline.http.Operation;
import io.batchline.http.Page;
import io.batchline.http.Permission;
import io.batchline.http.ProblemType;
import io.batchline.http.Query;
import io.batchline.http.Routes;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `GET /api/batches/{id}/results`: the rows of a batch, while it runs too.
///
/// Until they are collected: a row for each item that has finished. From then on (`collected:
/// true`) the rows of `results.csv`, where items that are parts of one thing, such as the pages of
/// one candidate, have one row in the place of the first. A cursor goes on across both.
public final class ResultRoutes implements Routes {
    private final Access access;
    private final ItemRows items;
    private final StoredRows stored;
    private final CollectedRows collected;

    public ResultRoutes(Access access, Queries queries, StoredRows stored, BlobStore blobs) {
        this.access = access;
        this.items = new ItemRows(queries);
        this.stored = stored;
        this.collected = new CollectedRows(blobs);
    }

    @Override
    public void addTo(Api api) {
        api.add(
                Operation.get(
                                "/api/batches/{batch_id}/results",
                                "listResults",
                                Permission.READ,
                                "The finished rows of a batch, while it runs too")
                        .paged(Query.MOST)
                        .answers(200, ResultsAnswer.class, "a page of rows")
                        .refuses(ProblemType.GONE),
                this::results);
    }

    /// @param row column by column as the workload gave it
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record ResultAnswer(
            String jobId,
            int index,
            @Nullable String name,
            @Nullable String group,
            @Nullable JsonNode row) {}

    /// @param collected whether the rows are those of `results.csv`
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record ResultsAnswer(
            List<ResultAnswer> results, boolean collected, @Nullable String nextCursor) {}

    void results(Context ctx) throws IOException {
        VisibleBatch batch = access.batch(ctx);
        batch.removals().requireResults();
        int limit = Query.limit(ctx);
        Place from = Cursor.read(ctx, Place::of).orElse(Place.FIRST);
        Optional<StageOutput> file = batch.batch().output(ResultLine.FILE);
        ctx.json(
                file.isPresent() && collected.isKept(file.get())
                        ? collected(file.get(), from, limit)
                        : soFar(batch, from, limit));
    }

    private ResultsAnswer collected(StageOutput file, Place from, int limit) {
        List<Line> found = collected.lines(file, from, limit + 1);
        String next =
                found.size() > limit
                        ? new Place(
                                        found.get(limit - 1).index(),
                                        found.get(limit).offset(),
                                        file.blob().value())
                                .toString()
                        : null;
        return new ResultsAnswer(
                found.stream().limit(limit).map(ResultRoutes::result).toList(),
                true,
                next == null ? null : Cursor.of(next));
    }

    private static ResultAnswer result(Line found) {
        ResultLine line = found.line();
        return new ResultAnswer(
                line.jobId().value(), line.itemIndex(), line.name(), line.group(), line.row());
    }

    private ResultsAnswer soFar(VisibleBatch batch, Place from, int limit) {
        Page<ItemRow> page =
                Page.of(
                        items.results(
                                batch.definition().tenant(),
                                batch.batchId(),
                                from.after(),
                                limit + 1),
                        limit,
                        ItemRow::place);
        return new ResultsAnswer(
                page.rows().stream().map(this::result).toList(), false, page.nextCursor());
    }

    private ResultAnswer result(ItemRow row) {
        ItemAnswer item = row.item();
        return new ResultAnswer(
                item.jobId(), item.index(), item.name(), item.group(), stored.rowOf(row).columns());
    }
}
