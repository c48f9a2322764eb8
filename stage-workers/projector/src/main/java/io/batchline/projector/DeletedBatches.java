package io.batchline.projector;

import io.batchline.contract.id.BatchId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Batches that are deleted. Topics are read side by side and sometimes again, so an item's event
/// may come after the word that its batch is gone: the mark in `deleted_batches`, written where the
/// deletion was asked for and before anyone heard of it, keeps it from coming back.
final class DeletedBatches {
    private static final String MARKED =
            "select batch_id from deleted_batches where batch_id = any(?::text[])";

    /// `results` goes with `loads`.
    private static final List<String> TABLES =
            List.of("items", "item_data", "review_fields", "loads", "batch_states");

    /// Those of the facts' batches that are deleted, by their mark or by what the facts say.
    Set<BatchId> among(Connection connection, Facts facts) throws SQLException {
        var gone = new HashSet<>(facts.deleted());
        try (PreparedStatement statement = connection.prepareStatement(MARKED)) {
            statement.setArray(1, connection.createArrayOf("text", facts.batchIds().toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    gone.add(new BatchId(rows.getString(1)));
                }
            }
        }
        return gone;
    }

    void remove(Connection connection, Collection<BatchId> batches) throws SQLException {
        if (batches.isEmpty()) {
            return;
        }
        Object[] ids = batches.stream().map(BatchId::value).toArray();
        for (String table : TABLES) {
            try (PreparedStatement statement =
                    connection.prepareStatement(
                            "delete from %s where batch_id = any(?::text[])".formatted(table))) {
                statement.setArray(1, connection.createArrayOf("text", ids));
                statement.executeUpdate();
            }
        }
    }
}
