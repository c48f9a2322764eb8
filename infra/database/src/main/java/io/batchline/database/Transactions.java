package io.batchline.database;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/// Runs work in one transaction: all of it happens, or nothing.
public final class Transactions {
    private final DataSource database;

    public Transactions(DataSource database) {
        this.database = database;
    }

    /// Blocks; from any thread.
    public <T> T run(Work<T> work) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            boolean done = false;
            try {
                T result = work.in(connection);
                connection.commit();
                done = true;
                return result;
            } finally {
                if (!done) {
                    connection.rollback();
                }
                connection.setAutoCommit(true);
            }
        }
    }

    /// What happens within one transaction.
    @FunctionalInterface
    public interface Work<T> {
        T in(Connection connection) throws SQLException;
    }
}
