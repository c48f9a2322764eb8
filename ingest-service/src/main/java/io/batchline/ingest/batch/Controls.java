package io.batchline.ingest.batch;

import io.batchline.contract.batch.BatchCommand;
import io.batchline.contract.batch.BatchDefinition;
import io.batchline.contract.batch.Priority;
import io.batchline.contract.id.BatchId;
import io.batchline.database.Sql;
import io.batchline.database.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/// What is asked of a batch that runs. As with [Batches] each change happens only from the state
/// that it is for, and brings its command along; what it returns says whether it happened.
public final class Controls {
    private final Transactions transactions;
    private final Clock clock;

    public Controls(DataSource database, Clock clock) {
        this.transactions = new Transactions(database);
        this.clock = clock;
    }

    /// Pauses a batch that processes.
    public boolean pause(BatchId id, String by) throws SQLException {
        Instant now = clock.instant();
        return move(id, "processing", "paused", new BatchCommand.Pause(id, by, now));
    }

    /// Lets a paused batch process again.
    public boolean resume(BatchId id, String by) throws SQLException {
        Instant now = clock.instant();
        return move(id, "paused", "processing", new BatchCommand.Resume(id, by, now));
    }

    /// Changes how a batch uses the workers; not one that is being cancelled. What is so already is
    /// done without a command.
    public boolean change(BatchId id, UnaryOperator<Usage> change, String by) throws SQLException {
        Instant now = clock.instant();
        return transactions.run(connection -> {
            List<BatchDefinition> found =
                    Sql.query(
                            connection,
                            """
                            select definition from batches
                             where batch_id = ? and requested_status <> 'cancelling' for update
                            """,
                            row -> Stored.read(row.getString(1), BatchDefinition.class),
                            id.value());
            if (found.isEmpty()) {
                return false;
            }
            Usage before = Usage.of(found.getFirst());
            Usage after = change.apply(before);
            if (!after.equals(before)) {
                write(connection, found.getFirst().using(after.priority(), after.concurrency()));
                OutgoingCommands.add(
                        connection,
                        new BatchCommand.Change(
                                id, after.priority(), after.concurrency(), by, now));
            }
            return true;
        });
    }

    private boolean move(BatchId id, String from, String to, BatchCommand command)
            throws SQLException {
        return transactions.run(connection -> {
            int changed =
                    Sql.update(
                            connection,
                            """
                            update batches set requested_status = ?, requested_at = ?
                             where batch_id = ? and requested_status = ?
                            """,
                            to,
                            command.at(),
                            id.value(),
                            from);
            return OutgoingCommands.addIf(changed, connection, command);
        });
    }

    private static void write(Connection connection, BatchDefinition definition)
            throws SQLException {
        Sql.update(
                connection,
                "update batches set definition = ? where batch_id = ?",
                Stored.json(definition),
                definition.batchId().value());
    }

    /// How a batch uses the workers.
    ///
    /// @param concurrency absent for as many as the workers allow
    public record Usage(Priority priority, OptionalInt concurrency) {
        static Usage of(BatchDefinition definition) {
            return new Usage(definition.priority(), definition.limits().concurrency());
        }
    }
}
