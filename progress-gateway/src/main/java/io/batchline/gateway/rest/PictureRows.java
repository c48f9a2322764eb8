package io.batchline.gateway.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.BlobKey;
import io.batchline.contract.id.TenantId;
import io.batchline.contract.topic.Json;
import io.batchline.contract.work.DrawRequest;
import io.batchline.gateway.session.Queries;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the database says of pictures of items, and the asking for one.
final class PictureRows {
    private static final String ITEM =
            """
            select i.batch_id, i.item_index, i.state, i.generation, i.run, i.error_cause,
                   i.error_message, b.source ->> 'blob' as source,
                   (i.result is not null or i.result_blob is not null) as has_row
              from items i left join batches b using (batch_id) where i.job_id = ?
            """;

    private static final String CROP =
            """
            select batch_id, item_index, generation, run from review_fields
             where batch_id = ? and item_index = ? and crop = ?
            """;

    private final Queries queries;
    private final JsonMapper mapper = Json.mapper();

    PictureRows(Queries queries) {
        this.queries = queries;
    }

    /// @param hasRow whether its work gave a row
    /// @param source where what it was read from was uploaded to; null where that is not known
    /// @param cause why it failed; null unless it did
    record Item(
            BatchId batchId,
            int index,
            String state,
            int generation,
            int run,
            boolean hasRow,
            @Nullable BlobKey source,
            @Nullable String cause,
            @Nullable String message) {
        DrawRequest drawn() {
            return new DrawRequest(batchId, index, generation, run);
        }
    }

    Optional<Item> item(TenantId tenant, String jobId) {
        return queries.first(
                tenant,
                ITEM,
                List.of(jobId),
                row ->
                        new Item(
                                new BatchId(row.getString("batch_id")),
                                row.getInt("item_index"),
                                row.getString("state"),
                                row.getInt("generation"),
                                row.getInt("run"),
                                row.getBoolean("has_row"),
                                source(row.getString("source")),
                                row.getString("error_cause"),
                                row.getString("error_message")));
    }

    private static @Nullable BlobKey source(@Nullable String key) {
        return key == null ? null : new BlobKey(key);
    }

    /// Where the crop of that name lies; empty where no doubtful field of the item has it.
    Optional<BlobKey> crop(TenantId tenant, Item item, String name) {
        return queries.first(
                tenant,
                CROP,
                List.of(item.batchId().value(), item.index(), name),
                row ->
                        BlobKey.attachment(
                                item.batchId(),
                                item.index(),
                                row.getInt("generation"),
                                row.getInt("run"),
                                name));
    }

    /// Tells all workers that listen. Nothing is written: who does not listen does not hear it.
    void ask(DrawRequest request) {
        try {
            queries.shared(
                    "select pg_notify(?, ?)",
                    List.of(DrawRequest.CHANNEL, mapper.writeValueAsString(request)),
                    _ -> true);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a request can't be written as JSON", e);
        }
    }
}
