package io.batchline.projector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.contract.item.DoubtfulField;
import io.batchline.contract.item.ItemEvent;
import io.batchline.contract.item.ItemResult;
import io.batchline.contract.item.RowDetails;
import io.batchline.contract.topic.Json;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// The statements on `review_fields`: the doubtful fields of the rows that count.
record ReviewTable(Text text, JsonMapper mapper) {
    private static final String CLEAR =
            """
            delete from review_fields
            where (batch_id, item_index) in (select * from unnest(?::text[], ?::integer[]))
            """;

    private static final String WRITE =
            """
            insert into review_fields (batch_id, item_index, place, job_id, generation, run, field,
                value, confidence, reason, choices, crop)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::json, ?)
            """;

    ReviewTable(Text text) {
        this(text, Json.mapper());
    }

    /// Writes what the events say of the rows that they gave.
    ///
    /// @param rows the items as they are now: an event of a run that is not theirs says nothing
    void write(
            Connection connection,
            Collection<ItemEvent.OfItem> events,
            Map<ItemRow.Key, ItemRow> rows)
            throws SQLException {
        var ends = new ArrayList<ItemEvent.OfItem>();
        for (ItemEvent.OfItem event : events) {
            ItemRow row = rows.get(new ItemRow.Key(event.batchId(), event.run().index()));
            if (row != null && isEndOf(row, event)) {
                ends.add(event);
            }
        }
        if (ends.isEmpty()) {
            return;
        }
        clear(connection, ends);
        try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
            var written = new HashSet<ItemRow.Key>();
            for (ItemEvent.OfItem end : ends) {
                var key = new ItemRow.Key(end.batchId(), end.run().index());
                if (end instanceof ItemEvent.Succeeded succeeded && written.add(key)) {
                    add(statement, succeeded);
                }
            }
            statement.executeBatch();
        }
    }

    /// Whether the event is how the row ended, and either has doubtful fields or may have had some
    /// in a generation before.
    private static boolean isEndOf(ItemRow row, ItemEvent.OfItem event) {
        var run = event.run();
        boolean same =
                row.state().isTerminal()
                        && run.key().generation() == row.generation()
                        && run.run() == row.run();
        if (!same) {
            return false;
        }
        return switch (event) {
            case ItemEvent.Succeeded succeeded ->
                    row.generation() > 1 || succeeded.result().asksAPerson();
            case ItemEvent.Failed failed -> row.generation() > 1 && failed.lastAttempt();
            case ItemEvent.Started _, ItemEvent.Phase _, ItemEvent.Returned _ -> false;
        };
    }

    private static void clear(Connection connection, List<ItemEvent.OfItem> ends)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CLEAR)) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "text", ends.stream().map(end -> end.batchId().value()).toArray()));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "integer", ends.stream().map(end -> end.run().index()).toArray()));
            statement.executeUpdate();
        }
    }

    private void add(PreparedStatement statement, ItemEvent.Succeeded event) throws SQLException {
        var run = event.run();
        int place = 0;
        for (DoubtfulField doubt : doubts(event.result())) {
            statement.setString(1, run.batchId().value());
            statement.setInt(2, run.index());
            statement.setInt(3, place);
            statement.setString(4, run.jobId().value());
            statement.setInt(5, run.key().generation());
            statement.setInt(6, run.run());
            statement.setString(7, text.plain(doubt.field()));
            statement.setString(8, text.plain(doubt.value()));
            statement.setDouble(9, Math.clamp(doubt.confidence(), 0, 1));
            statement.setString(10, text.plain(doubt.reason()));
            statement.setString(11, text.json(doubt.choices()));
            statement.setString(12, doubt.crop());
            statement.addBatch();
            place++;
        }
    }

    private List<DoubtfulField> doubts(ItemResult result) throws SQLException {
        return switch (result) {
            case ItemResult.Row(var fields) -> read(fields);
            case ItemResult.StoredRow stored -> stored.doubts();
            case ItemResult.Grouped _, ItemResult.Separator _, ItemResult.Ungrouped _ -> List.of();
        };
    }

    private List<DoubtfulField> read(ObjectNode row) throws SQLException {
        try {
            return RowDetails.doubts(row, mapper);
        } catch (JsonProcessingException e) {
            // As what the database itself finds wrong with a record: it is kept aside.
            throw new SQLException("doubtful fields of another form", "22000", e);
        }
    }
}
