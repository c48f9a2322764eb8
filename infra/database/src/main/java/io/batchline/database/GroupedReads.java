package io.batchline.database;

import io.batchline.database.GroupedCalls.Outcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/// Look-ups of many threads: those that come while one statement is on its way go with the next.
/// Nothing is remembered: the statement that answers begins after it was asked, so what was
/// committed before that is seen.
///
/// For any thread.
public final class GroupedReads<K, V> {
    private final DataSource database;
    private final Query<K, V> query;
    private final GroupedCalls<K, V> calls = new GroupedCalls<>(this::readAll, Gathering.READS);

    public GroupedReads(DataSource database, Query<K, V> query) {
        this.database = database;
        this.query = query;
    }

    /// Looks up all of a group.
    @FunctionalInterface
    public interface Query<K, V> {
        /// What there is, by its key; the same key may be asked for twice.
        Map<K, V> read(Connection connection, List<K> keys) throws SQLException;
    }

    /// What lies under the key now.
    public Optional<V> find(K key) throws SQLException {
        Outcome<V> found = calls.call(key);
        SQLException failure = found.failure();
        if (failure != null) {
            throw new SQLException(failure.getMessage(), failure.getSQLState(), failure);
        }
        return Optional.ofNullable(found.value());
    }

    private List<Outcome<V>> readAll(List<K> keys) {
        try (Connection connection = database.getConnection()) {
            Map<K, V> found = query.read(connection, keys);
            return keys.stream().map(key -> new Outcome<V>(found.get(key), null)).toList();
        } catch (SQLException e) {
            return failed(keys, e);
        } catch (RuntimeException e) {
            // A fault of ours, but those of the group who wait would do so for ever.
            return failed(keys, new SQLException("a group could not be looked up", e));
        }
    }

    private List<Outcome<V>> failed(List<K> keys, SQLException failure) {
        return keys.stream().map(_ -> new Outcome<V>(null, failure)).toList();
    }
}
