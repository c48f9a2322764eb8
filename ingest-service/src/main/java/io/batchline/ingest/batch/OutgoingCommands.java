package io.batchline.ingest.batch;

import io.batchline.contract.batch.BatchCommand;
import io.batchline.database.Sql;
import io.batchline.database.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.ToIntFunction;
import javax.sql.DataSource;

/// Commands that were accepted and that the broker has not acknowledged yet, oldest first.
public final class OutgoingCommands {
    private static final int AT_ONCE = 200;

    /// Only one program sends at a time, so that a batch's commands keep their order.
    private static final long SENDER_LOCK = 0x62617463686c696eL;

    private final Transactions transactions;

    public OutgoingCommands(DataSource database) {
        this.transactions = new Transactions(database);
    }

    /// Hands the oldest ones to `sender`, which returns how many of them, from the first on, are
    /// acknowledged; those are forgotten.
    ///
    /// @return whether more may be waiting that could be sent now
    public boolean send(ToIntFunction<List<BatchCommand>> sender) throws SQLException {
        return transactions.run(connection -> {
            if (!isMine(connection)) {
                return false;
            }
            List<Waiting> waiting =
                    Sql.query(
                            connection,
                            "select command_id, command from outgoing_commands order by command_id limit ?",
                            row ->
                                    new Waiting(
                                            row.getLong(1),
                                            Stored.read(row.getString(2), BatchCommand.class)),
                            AT_ONCE);
            if (waiting.isEmpty()) {
                return false;
            }
            int acknowledged = sender.applyAsInt(waiting.stream().map(Waiting::command).toList());
            Object[] sent = waiting.subList(0, acknowledged).stream().map(Waiting::id).toArray();
            Sql.update(
                    connection,
                    "delete from outgoing_commands where command_id = any(?)",
                    connection.createArrayOf("bigint", sent));
            return acknowledged == AT_ONCE;
        });
    }

    /// How many wait.
    public long count() throws SQLException {
        return transactions.run(connection ->
                Sql.query(
                                connection,
                                "select count(*) from outgoing_commands",
                                row -> row.getLong(1))
                        .getFirst());
    }

    /// Adds a command within the transaction that makes it true.
    static void add(Connection connection, BatchCommand command) throws SQLException {
        Sql.update(
                connection,
                "insert into outgoing_commands (batch_id, command, given_at) values (?, ?, ?)",
                command.batchId().value(),
                Stored.json(command),
                command.at());
    }

    /// Adds the command when the change that it tells of happened; whether it did.
    static boolean addIf(int changedRows, Connection connection, BatchCommand command)
            throws SQLException {
        if (changedRows == 1) {
            add(connection, command);
        }
        return changedRows == 1;
    }

    private static boolean isMine(Connection connection) throws SQLException {
        return Sql.query(
                        connection,
                        "select pg_try_advisory_xact_lock(?)",
                        row -> row.getBoolean(1),
                        SENDER_LOCK)
                .getFirst();
    }

    private record Waiting(long id, BatchCommand command) {}
}
