package io.batchline.ingest.http;

import io.batchline.blob.StorageFullException;
import io.batchline.contract.batch.StartMode;
import io.batchline.contract.id.BatchId;
import io.batchline.http.Problem;
import io.batchline.http.ProblemType;
import io.batchline.ingest.batch.BatchRow;
import io.batchline.ingest.batch.Batches;
import io.batchline.ingest.batch.Creation;
import io.batchline.ingest.batch.GivenItems;
import io.batchline.ingest.batch.IdempotencyKey;
import io.batchline.ingest.batch.NewBatch;
import io.batchline.ingest.keep.GivenSources;
import io.javalin.http.Context;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Creates batches, and starts those that were given their items: for every path that does.
final class BatchCreation {
    static final String KEY_HEADER = "Idempotency-Key";

    private final Batches batches;
    private final GivenItems items;
    private final GivenSources sources;
    private final Runnable onCommand;

    /// @param onCommand called when there is a command to send
    BatchCreation(Batches batches, GivenItems items, GivenSources sources, Runnable onCommand) {
        this.batches = batches;
        this.items = items;
        this.sources = sources;
        this.onCommand = onCommand;
    }

    /// @param json the batch as the first request with the key was answered
    record Answer(BatchId batch, String json) {}

    /// @throws Problem 409 when ids of items are taken, 422 for a key that is, 507
    Answer create(NewBatch asked, @Nullable IdempotencyKey key, Context ctx)
            throws SQLException, IOException {
        boolean startsNow =
                !asked.items().isEmpty() && asked.definition().start() == StartMode.AUTO;
        NewBatch batch = startsNow ? stored(asked) : asked;
        BatchId id = batch.definition().batchId();
        String json = json(ctx, batch.row());
        boolean created = false;
        try {
            Creation creation = batches.create(batch, key, json);
            created = creation instanceof Creation.Created;
            return switch (creation) {
                case Creation.Created() -> new Answer(id, json);
                case Creation.Before(BatchId first, String answer) ->
                        new Answer(first, answer == null ? present(ctx, asked, first) : answer);
                case Creation.KeyTaken() ->
                        throw Problem.invalid(
                                KEY_HEADER,
                                "was used for a request with another body: take a new key");
                case Creation.IdsTaken(List<String> jobIds) -> throw taken(jobIds);
            };
        } finally {
            if (created) {
                onCommand.run();
            } else if (startsNow) {
                sources.drop(id);
            }
        }
    }

    /// The same without a key.
    BatchRow create(NewBatch asked, Context ctx) throws SQLException, IOException {
        BatchId id = create(asked, null, ctx).batch();
        return batches.find(asked.definition().tenant(), id).orElseThrow();
    }

    /// Starts a pending batch that was given items; false where that is not what it is.
    boolean startGiven(BatchRow batch) throws SQLException, IOException {
        BatchId id = batch.definition().batchId();
        try {
            return items.start(id, given -> sources.store(id, given));
        } catch (StorageFullException e) {
            throw noRoom(e);
        }
    }

    static Problem taken(List<String> jobIds) {
        return Problem.conflict(
                "other items have these ids: %s; a job_id is given once in a tenant"
                        .formatted(String.join(", ", jobIds)));
    }

    private NewBatch stored(NewBatch asked) throws IOException {
        try {
            return asked.withSource(sources.store(asked.definition().batchId(), asked.items()));
        } catch (StorageFullException e) {
            throw noRoom(e);
        }
    }

    private static Problem noRoom(StorageFullException e) {
        return Problem.of(
                ProblemType.INSUFFICIENT_STORAGE,
                "the storage has no room for these items, %d bytes are left: send them again when there is more"
                        .formatted(e.left()));
    }

    /// Of a key from before first answers were kept.
    private String present(Context ctx, NewBatch asked, BatchId first) throws SQLException {
        return batches.find(asked.definition().tenant(), first)
                .map(row -> json(ctx, row))
                .orElseThrow(() -> Problem.conflict("the batch of this key was deleted just now"));
    }

    private static String json(Context ctx, BatchRow row) {
        return ctx.jsonMapper().toJsonString(BatchView.of(row), BatchView.class);
    }
}
