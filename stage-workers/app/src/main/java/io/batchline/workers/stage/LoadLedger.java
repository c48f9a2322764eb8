package io.batchline.workers.stage;

import io.batchline.contract.work.StageRun;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.OptionalInt;

/// The batch's row of `loads`, within one transaction.
final class LoadLedger {
    private static final String INSERT =
            """
            insert into loads (batch_id, generation, run, rows, loaded_at) values (?, ?, ?, 0, ?)
            on conflict (batch_id) do nothing
            """;
    private static final String LOCK = "select generation from loads where batch_id = ? for update";
    private static final String ROWS = "select rows from loads where batch_id = ?";
    private static final String DELETE = "delete from results where batch_id = ?";
    private static final String LOADED =
            "update loads set generation = ?, run = ?, rows = ?, loaded_at = ? where batch_id = ?";

    private final Connection connection;
    private final StageRun run;
    private final String batch;

    LoadLedger(Connection connection, StageRun run) {
        this.connection = connection;
        this.run = run;
        this.batch = run.key().batchId().value();
    }

    /// Locks the row until the transaction ends, and gives the generation that is loaded; empty
    /// when none is. Another load of the batch waits here.
    OptionalInt lock(Instant now) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, batch);
            insert.setInt(2, run.key().generation());
            insert.setInt(3, run.run());
            insert.setObject(4, now.atOffset(ZoneOffset.UTC));
            if (insert.executeUpdate() == 1) {
                return OptionalInt.empty();
            }
        }
        return OptionalInt.of((int) number(LOCK));
    }

    /// How many rows are loaded.
    long rows() throws SQLException {
        return number(ROWS);
    }

    private long number(String query) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, batch);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new SQLException("the row of batch %s in loads is gone".formatted(batch));
                }
                return row.getLong(1);
            }
        }
    }

    void deleteRows() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(DELETE)) {
            statement.setString(1, batch);
            statement.executeUpdate();
        }
    }

    void loaded(long rows, Instant now) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOADED)) {
            statement.setInt(1, run.key().generation());
            statement.setInt(2, run.run());
            statement.setLong(3, rows);
            statement.setObject(4, now.atOffset(ZoneOffset.UTC));
            statement.setString(5, batch);
            statement.executeUpdate();
        }
    }
}
