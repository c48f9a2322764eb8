package io.batchline.contract.item;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.contract.id.BlobKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an item's work gave.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ItemResult.Grouped.class, name = "grouped"),
    @JsonSubTypes.Type(value = ItemResult.Separator.class, name = "separator"),
    @JsonSubTypes.Type(value = ItemResult.Ungrouped.class, name = "ungrouped"),
    @JsonSubTypes.Type(value = ItemResult.Row.class, name = "row"),
    @JsonSubTypes.Type(value = ItemResult.StoredRow.class, name = "stored_row")
})
public sealed interface ItemResult {
    /// Of organize: the item belongs to the group of this key.
    ///
    /// @param claim what the item alone may be; null for an item that claims nothing
    record Grouped(String key, @Nullable Claim claim) implements ItemResult {
        public Grouped(String key) {
            this(key, null);
        }
    }

    /// Of organize: the item is no work itself; the ungrouped ones after it belong to this key.
    record Separator(String key) implements ItemResult {}

    /// Of organize: the item names no group.
    record Ungrouped() implements ItemResult {}

    /// Of process: the result row, column by column in order, and its details ([RowDetails]).
    record Row(ObjectNode fields) implements ItemResult {}

    /// Of process: a result row too large for a record (64 KB), kept as a JSON blob.
    ///
    /// @param doubts the row's doubtful fields, which must be known without the blob
    record StoredRow(
            BlobKey blob,
            long size,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<DoubtfulField> doubts)
            implements ItemResult {
        public StoredRow {
            // An older writer says nothing of doubts.
            doubts = doubts == null ? List.of() : List.copyOf(doubts);
        }
    }

    /// Whether it is a row that a person should look at. Not named as a getter, since it is no part
    /// of the JSON.
    default boolean asksAPerson() {
        return switch (this) {
            case Row(ObjectNode fields) -> RowDetails.isDoubtful(fields);
            case StoredRow(_, _, List<DoubtfulField> doubts) -> !doubts.isEmpty();
            case Grouped _, Separator _, Ungrouped _ -> false;
        };
    }
}
