package io.batchline.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Writes of many threads, each of which waits until its own is in the database. What comes while
/// one commit is under way goes with the next, in one statement, so that a thousand writes in a
/// second cost a few hundred commits and nobody waits for more than two of them.
///
/// For any thread. A write that the database refuses for what is in it fails for its own caller
/// only.
public final class GroupedWrites<T> {
    private static final int MOST_AT_ONCE = 200;

    private final DataSource database;
    private final Statement<T> statement;
    private final Queue<Waiting<T>> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock oneWriter = new ReentrantLock();

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
        var mine = new Waiting<>(what);
        waiting.add(mine);
        oneWriter.lock();
        try {
            while (!mine.isDone) {
                writeNext();
            }
        } finally {
            oneWriter.unlock();
        }
        if (mine.failure != null) {
            throw new SQLException(
                    mine.failure.getMessage(), mine.failure.getSQLState(), mine.failure);
        }
    }

    private void writeNext() {
        var group = new ArrayList<Waiting<T>>();
        while (group.size() < MOST_AT_ONCE && !waiting.isEmpty()) {
            group.add(waiting.remove());
        }
        SQLException failure = failureOf(group);
        if (failure == null || group.size() == 1 || !isAboutData(failure)) {
            group.forEach(each -> each.done(failure));
        } else {
            group.forEach(each -> each.done(failureOf(List.of(each))));
        }
    }

    private @Nullable SQLException failureOf(List<Waiting<T>> group) {
        try (Connection connection = database.getConnection()) {
            statement.write(connection, group.stream().map(each -> each.what).toList());
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

    /// One on its way; its fields change under the lock only.
    private static final class Waiting<T> {
        private final T what;
        private boolean isDone;
        private @Nullable SQLException failure;

        Waiting(T what) {
            this.what = what;
        }

        void done(@Nullable SQLException how) {
            failure = how;
            isDone = true;
        }
    }
}
