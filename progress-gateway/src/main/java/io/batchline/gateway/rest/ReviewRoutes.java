package io.batchline.gateway.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.batchline.contract.batch.BatchDefinition;
import io.batchline.contract.topic.Json;
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
import io.batchline.http.Shape;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// `GET /api/batches/{batch_id}/review`: the fields that a person should look at, in the order of
/// the sheets, with the evidence and what was decided.
public final class ReviewRoutes implements Routes {
    private static final String DECIDED = "decided";

    private final Access access;
    private final ReviewRows rows;
    private final JsonMapper mapper = Json.mapper();

    public ReviewRoutes(Access access, Queries queries) {
        this.access = access;
        this.rows = new ReviewRows(queries);
    }

    @Override
    public void addTo(Api api) {
        api.add(
                Operation.get(
                                "/api/batches/{batch_id}/review",
                                "listReview",
                                Permission.READ,
                                "The fields that a person should look at, with the evidence")
                        .query(
                                DECIDED,
                                Shape.words("true", "false"),
                                "only those that are decided, or are not")
                        .paged(Query.MOST)
                        .answers(200, ReviewAnswer.class, "a page of fields")
                        .tagged()
                        .refuses(ProblemType.GONE),
                this::list);
    }

    private void list(Context ctx) throws JsonProcessingException {
        VisibleBatch visible = access.batch(ctx);
        visible.removals().requireResults();
        BatchDefinition batch = visible.definition();
        byte[] json = mapper.writeValueAsBytes(answer(ctx, batch));
        var sum = new CRC32C();
        sum.update(json);
        String tag = "\"%08x-%d\"".formatted(sum.getValue(), json.length);
        ctx.header("ETag", tag).header("Cache-Control", "private, no-cache");
        if (Etags.matches(ctx.header("If-None-Match"), tag)) {
            ctx.status(HttpStatus.NOT_MODIFIED);
        } else {
            ctx.contentType("application/json").result(json);
        }
    }

    private ReviewAnswer answer(Context ctx, BatchDefinition batch) {
        int limit = Query.limit(ctx);
        ReviewRows.Place after =
                Cursor.read(ctx, ReviewRows.Place::read).orElse(ReviewRows.Place.BEFORE_THE_FIRST);
        Set<Boolean> decided =
                Query.oneOf(ctx, DECIDED, List.of(true, false), value -> String.valueOf(value));
        @Nullable Boolean only = decided.size() == 1 ? decided.iterator().next() : null;
        Page<ReviewRows.Field> page =
                Page.of(
                        rows.list(batch.tenant(), batch.batchId(), after, only, limit + 1),
                        limit,
                        field -> field.place().toString());
        ReviewRows.Counts counts = rows.counts(batch.tenant(), batch.batchId());
        return new ReviewAnswer(
                withDecisions(batch, page.rows()),
                counts.fields() - counts.decided(),
                counts.decided(),
                counts.isResultsOld(),
                page.nextCursor());
    }

    private List<ReviewAnswer.FieldAnswer> withDecisions(
            BatchDefinition batch, List<ReviewRows.Field> page) {
        if (page.isEmpty()) {
            return List.of();
        }
        Map<ReviewRows.DecidedField, List<ReviewRows.Decision>> decisions =
                rows.decisions(
                        batch.tenant(),
                        batch.batchId(),
                        page.getFirst().place().index(),
                        page.getLast().place().index());
        return page.stream()
                .map(field ->
                        ReviewAnswer.FieldAnswer.of(
                                field,
                                decisions.getOrDefault(
                                        new ReviewRows.DecidedField(
                                                field.place().index(), field.doubt().field()),
                                        List.of())))
                .toList();
    }
}
