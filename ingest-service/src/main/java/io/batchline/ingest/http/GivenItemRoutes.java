package io.batchline.ingest.http;

import io.batchline.contract.batch.StartMode;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.source.GivenItem;
import io.batchline.http.Api;
import io.batchline.http.Fields;
import io.batchline.http.Operation;
import io.batchline.http.Permission;
import io.batchline.http.Problem;
import io.batchline.http.ProblemType;
import io.batchline.http.RequestBody;
import io.batchline.http.Routes;
import io.batchline.http.Shape;
import io.batchline.ingest.batch.BatchRow;
import io.batchline.ingest.batch.GivenItems;
import io.batchline.ingest.batch.ItemsOutcome;
import io.batchline.ingest.batch.KnownWorkload;
import io.batchline.ingest.batch.KnownWorkloads;
import io.javalin.http.Context;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// `POST /api/batches/{batch_id}/items`: items for a batch that waits for its start.
final class GivenItemRoutes implements Routes {
    private static final Shape SHAPE =
            Shape.object().required(GivenItemsField.NAME, GivenItemsField.SHAPE);

    private final OwnBatch ownBatch;
    private final KnownWorkloads workloads;
    private final GivenItems items;
    private final RequestBody body = new RequestBody();

    GivenItemRoutes(OwnBatch ownBatch, KnownWorkloads workloads, GivenItems items) {
        this.ownBatch = ownBatch;
        this.workloads = workloads;
        this.items = items;
    }

    @Override
    public void addTo(Api api) {
        api.add(
                Operation.post(
                                "/api/batches/{batch_id}/items",
                                "addItems",
                                Permission.OPERATE,
                                "Adds items to a batch that was created with `start: manual`")
                        .takes(SHAPE)
                        .answers(200, Added.class, "all of them are added")
                        .refuses(ProblemType.CONFLICT),
                this::add);
    }

    /// @param added by this request
    /// @param items that the batch has by now
    private record Added(BatchId batchId, int added, int items) {}

    private void add(Context ctx) throws SQLException {
        BatchRow batch = ownBatch.require(ctx);
        List<GivenItem> given = read(batch, body.json(ctx));
        if (batch.definition().start() != StartMode.MANUAL) {
            throw Problem.conflict(
                    "the batch starts by itself: create one with start manual, or with its items");
        }
        BatchId id = batch.definition().batchId();
        switch (items.add(batch.definition().tenant(), id, given)) {
            case ItemsOutcome.Added(int all) -> ctx.json(new Added(id, given.size(), all));
            case ItemsOutcome.NotPending(var status) ->
                    throw Problem.conflict(
                            "the batch is %s: items are taken while it is pending"
                                    .formatted(status.wireId()));
            case ItemsOutcome.HasSource() ->
                    throw Problem.conflict(
                            "the batch has an uploaded source: its items come from that");
            case ItemsOutcome.TooMany(int all, long bytes) ->
                    throw Problem.invalid(
                            GivenItemsField.NAME,
                            "would be %d of %d bytes: a batch is given at most %d of %d bytes"
                                    .formatted(all, bytes, GivenItems.MOST, GivenItems.LARGEST));
            case ItemsOutcome.IdsTaken(List<String> jobIds) -> throw BatchCreation.taken(jobIds);
        }
    }

    private List<GivenItem> read(BatchRow batch, Fields fields) throws SQLException {
        boolean isThere =
                fields.isGiven(GivenItemsField.NAME) && !fields.isNull(GivenItemsField.NAME);
        List<GivenItem> given = GivenItemsField.read(fields);
        if (!isThere) {
            fields.refuse(GivenItemsField.NAME, "is missing");
        }
        Optional<KnownWorkload> workload = workloads.find(batch.definition().workload());
        workload.ifPresent(known -> GivenItemsField.refuseUnlessTaken(fields, known));
        fields.done();
        return given;
    }
}
