package io.batchline.database;

import io.batchline.database.GroupedCalls.Outcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Writes of many threads, each of which waits until its own is in the database. What comes while
/// one commit is under way goes with the next, in one statement, and where very many come a group
/// gathers for some milliseconds: a thousand writes in a second cost a hundred commits, and nobody
/// waits for more than two of them.
///
/// For any thread. A write that the database refuses for what is in it fails for its own caller
/// only.
public final class GroupedWrites<T> {
    private final DataSource database;
    private final Statement<T> statement;
    private final GroupedCalls<T, Void> calls =
            new GroupedCalls<>(this::writeAll, Gathering.WRITES);

    public GroupedWrites(DataSource database, Statement<T> statement) {
        this.database = database;
        this.statement = statement;
    }

    /// Writes all of a group, in their order.
    @FunctionalInterface
    public interface Statement<T> {
        /// In one statement, so that all of it happens or nothing; the connection commits by
        /// itself.
        void write(Connection connection, List<T> group) throws SQLException;
    }

    /// Returns when it is in the database.
    public void write(T what) throws SQLException {
        SQLException failure = calls.call(what).failure();
        if (failure != null) {
            throw new SQLException(failure.getMessage(), failure.getSQLState(), failure);
        }
    }

    private List<Outcome<Void>> writeAll(List<T> group) {
        SQLException failure = failureOf(group);
        if (failure == null || group.size() == 1 || !isAboutData(failure)) {
            return Collections.nCopies(group.size(), new Outcome<>(null, failure));
        }
        return group.stream()
                .map(each -> new Outcome<Void>(null, failureOf(List.of(each))))
                .toList();
    }

    private @Nullable SQLException failureOf(List<T> group) {
        try (Connection connection = database.getConnection()) {
            statement.write(connection, group);
            return null;
        } catch (SQLException e) {
            return e;
        } catch (RuntimeException e) {
            // A fault of ours, but those of the group who wait would do so for ever.
            return new SQLException("a group could not be written", e);
        }
    }

    /// SQLSTATE classes 22 (data) and 23 (integrity).
    private static boolean isAboutData(SQLException e) {
        String state = e.getSQLState();
        return state != null && (state.startsWith("22") || state.startsWith("23"));
    }
}
