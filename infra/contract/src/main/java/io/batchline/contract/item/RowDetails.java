package io.batchline.contract.item;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// What belongs to an item's result row without being one of its columns, such as how a sheet's
/// score came about. It travels and is kept as one member of the row's JSON, and whoever shows or
/// writes the row's columns takes it out first.
public final class RowDetails {
    /// The member's name. No column may have it.
    public static final String MEMBER = "$details";

    /// The member of the details by which rows that are parts of one thing know each other: a text.
    public static final String PART_OF = "part_of";

    /// The details' member that lists the row's doubtful fields, each a [DoubtfulField].
    public static final String DOUBTS = "doubts";

    private RowDetails() {}

    /// Whether a row's JSON has doubtful fields.
    public static boolean isDoubtful(ObjectNode row) {
        return !row.path(MEMBER).path(DOUBTS).isEmpty();
    }

    /// The doubtful fields of a row's JSON; empty where there are none.
    ///
    /// @throws JsonProcessingException when what is there has another form
    public static List<DoubtfulField> doubts(ObjectNode row, JsonMapper mapper)
            throws JsonProcessingException {
        return isDoubtful(row)
                ? List.of(mapper.treeToValue(row.path(MEMBER).path(DOUBTS), DoubtfulField[].class))
                : List.of();
    }

    /// The row's JSON with the details in it; without the member where there are none. Neither
    /// argument is changed.
    ///
    /// @throws IllegalArgumentException when a column has the member's name
    public static ObjectNode joined(ObjectNode columns, ObjectNode details) {
        if (columns.has(MEMBER)) {
            throw new IllegalArgumentException(
                    "a row has a column '%s', the name that its details have".formatted(MEMBER));
        }
        if (details.isEmpty()) {
            return columns;
        }
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        row.setAll(columns);
        row.set(MEMBER, details);
        return row;
    }

    /// Takes the details out of a row's JSON, so that its columns are left; empty where there were
    /// none.
    public static ObjectNode takenFrom(ObjectNode row) {
        JsonNode details = row.remove(MEMBER);
        return details instanceof ObjectNode found ? found : JsonNodeFactory.instance.objectNode();
    }
}
