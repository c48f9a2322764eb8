package io.batchline.gateway.session;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Asks the database; never changes it.
public final class Queries {
    private final DataSource database;

    public Queries(DataSource database) {
        this.database = database;
    }

    /// Makes a value of the row that the result set stands on.
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /// All rows of a query.
    ///
    /// @param parameters texts, numbers or instants, in the order of the question marks
    public <T> List<T> list(String sql, List<?> parameters, RowReader<T> reader) {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            connection.setReadOnly(true);
            for (int i = 0; i < parameters.size(); i++) {
                query.setObject(i + 1, sqlValue(parameters.get(i)));
            }
            try (ResultSet rows = query.executeQuery()) {
                List<T> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(reader.read(rows));
                }
                return found;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the database could not be asked", e);
        }
    }

    public <T> Optional<T> first(String sql, List<?> parameters, RowReader<T> reader) {
        return list(sql, parameters, reader).stream().findFirst();
    }

    private static Object sqlValue(Object value) {
        return value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value;
    }

    /// A time that may be missing.
    public static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
