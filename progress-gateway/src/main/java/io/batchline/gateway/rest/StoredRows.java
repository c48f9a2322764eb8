package io.batchline.gateway.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.blob.BlobStore;
import io.batchline.contract.id.BlobKey;
import io.batchline.contract.item.RowDetails;
import io.batchline.contract.topic.Json;
import io.batchline.gateway.rest.ItemRows.ItemRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import org.jspecify.annotations.Nullable;

/// Reads JSON that is kept as a blob: result rows that were too large for a record, and summaries.
public final class StoredRows {
    private final BlobStore blobs;
    private final JsonMapper mapper = Json.mapper();

    public StoredRows(BlobStore blobs) {
        this.blobs = blobs;
    }

    /// An item's result.
    ///
    /// @param columns null while it has none
    /// @param details what belongs to it without being a column; null where there is nothing
    record Row(@Nullable JsonNode columns, @Nullable JsonNode details) {}

    /// The item's row, wherever it is kept.
    Row rowOf(ItemRow row) {
        BlobKey blob = row.resultBlob();
        JsonNode kept = blob == null ? row.result() : read(blob);
        if (!(kept instanceof ObjectNode columns)) {
            return new Row(kept, null);
        }
        ObjectNode details = RowDetails.takenFrom(columns);
        return new Row(columns, details.isEmpty() ? null : details);
    }

    JsonNode read(BlobKey blob) {
        try (var channel = blobs.open(blob);
                var bytes = Channels.newInputStream(channel)) {
            return mapper.readTree(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("blob %s can't be read".formatted(blob), e);
        }
    }
}
