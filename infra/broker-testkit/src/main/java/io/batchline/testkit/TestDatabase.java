package io.batchline.testkit;

import io.batchline.embedded.EmbeddedDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// The one database server of a test's JVM, and an empty database for whoever wants one of its own.
///
/// @param jdbcUrl the whole URL, without user and password
public record TestDatabase(String jdbcUrl, String user, String password) {

    /// The database that all tests of the JVM share.
    public static TestDatabase shared() {
        return Holder.SHARED;
    }

    /// A new and empty database on the same server.
    public static TestDatabase fresh() {
        TestDatabase shared = shared();
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        try {
            shared.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("no database of its own for a test", e);
        }
        String server = shared.jdbcUrl.substring(0, shared.jdbcUrl.lastIndexOf('/') + 1);
        return new TestDatabase(server + name, shared.user, shared.password);
    }

    /// The rows of a query, columns divided by `|`, what is null as `null`.
    public List<String> query(String sql) throws SQLException {
        try (Connection connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                var row = new ArrayList<String>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.add(String.valueOf(rows.getString(i)));
                }
                found.add(String.join("|", row));
            }
            return found;
        }
    }

    /// A statement that changes something.
    public void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl, user, password);
    }

    private static final class Holder {
        static final TestDatabase SHARED = start();

        private static TestDatabase start() {
            try {
                TemporaryFolder folder = TemporaryFolder.create("batchline-database-");
                EmbeddedDatabase server = EmbeddedDatabase.start(folder.path());
                folder.atExit(server);
                return new TestDatabase(server.jdbcUrl(), server.user(), server.password());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while the database started", e);
            }
        }
    }
}
