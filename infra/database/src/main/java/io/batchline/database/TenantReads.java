package io.batchline.database;

import io.batchline.database.Sql.RowReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Queries for a tenant, to whom the database itself shows its own rows only, whatever the query
/// asks for. Nothing can be changed this way. Blocks; from any thread.
///
/// Every connection has the role `batchline_reader` for good, and each query brings its tenant.
public final class TenantReads {
    /// Goes with the query in one round trip, as long as the driver knows how long its answer may
    /// be: so it answers a number. Not for the transaction only: where the driver sends the two
    /// apart all the same, they are in two.
    private static final String AS_TENANT =
            "select length(set_config('batchline.tenant', ?, false));\n";

    /// Matches no row of any tenant: none is called so.
    private static final String NOBODY = "";

    private final DataSource readers;

    /// @param readers connections that nobody else uses
    TenantReads(DataSource readers) {
        this.readers = readers;
    }

    /// Every row of the query, in its order, of those that the tenant may see.
    ///
    /// @param sql one statement
    /// @param parameters texts, numbers, times or null, in the order of the question marks
    public <T> List<T> list(
            String tenant,
            String sql,
            List<? extends @Nullable Object> parameters,
            RowReader<T> reader)
            throws SQLException {
        try (Connection connection = readers.getConnection();
                PreparedStatement both = connection.prepareStatement(AS_TENANT + sql)) {
            both.setString(1, tenant);
            for (int i = 0; i < parameters.size(); i++) {
                both.setObject(i + 2, sqlValue(parameters.get(i)));
            }
            both.execute();
            both.getMoreResults();
            try (ResultSet rows = both.getResultSet()) {
                var read = new ArrayList<T>();
                while (rows.next()) {
                    read.add(reader.read(rows));
                }
                return read;
            }
        }
    }

    /// The same of what is no tenant's.
    public <T> List<T> shared(
            String sql, List<? extends @Nullable Object> parameters, RowReader<T> reader)
            throws SQLException {
        return list(NOBODY, sql, parameters, reader);
    }

    private static @Nullable Object sqlValue(@Nullable Object value) {
        return value instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : value;
    }
}
