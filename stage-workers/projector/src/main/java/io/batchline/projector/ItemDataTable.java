package io.batchline.projector;

import io.batchline.contract.batch.Batch;
import io.batchline.contract.item.ItemFound;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/// The statements on `item_data`: what items refer to, as extract found it.
record ItemDataTable(Text text) {
    // Extract may run twice in a generation and then says the same again.
    private static final String WRITE =
            """
            insert into item_data as old (batch_id, item_index, generation, data)
            select distinct on (batch_id, item_index) batch_id, item_index, generation, data::json
            from unnest(?::text[], ?::integer[], ?::integer[], ?::text[])
                as new (batch_id, item_index, generation, data)
            order by batch_id, item_index, generation desc
            on conflict (batch_id, item_index) do update set
                generation = excluded.generation,
                data = excluded.data
            where old.generation < excluded.generation
            """;

    private static final String FORGET =
            "delete from item_data where batch_id = ? and generation <= ?";

    void write(Connection connection, List<ItemFound> found) throws SQLException {
        if (found.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "text", found.stream().map(f -> f.batchId().value()).toArray()));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "integer", found.stream().map(f -> f.item().index()).toArray()));
            statement.setArray(
                    3,
                    connection.createArrayOf(
                            "integer", found.stream().map(ItemFound::generation).toArray()));
            statement.setArray(
                    4,
                    connection.createArrayOf(
                            "text", found.stream().map(f -> text.json(f.item().data())).toArray()));
            statement.executeUpdate();
        }
    }

    void forget(Connection connection, Batch batch) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FORGET)) {
            statement.setString(1, batch.definition().batchId().value());
            statement.setInt(2, batch.generation());
            statement.executeUpdate();
        }
    }
}
