package io.batchline.gateway.session;

import io.batchline.contract.id.TenantId;
import io.batchline.database.Sql.RowReader;
import io.batchline.database.TenantReads;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Asks the database for a tenant, to whom it shows that tenant's rows only; never changes it. All
/// that the gateway tells callers of rows comes through here.
public final class Queries {
    private final TenantReads reads;

    public Queries(TenantReads reads) {
        this.reads = reads;
    }

    /// All rows of a query that the tenant may see.
    ///
    /// @param parameters texts, numbers or instants, in the order of the question marks
    public <T> List<T> list(TenantId tenant, String sql, List<?> parameters, RowReader<T> reader) {
        try {
            return reads.list(tenant.value(), sql, parameters, reader);
        } catch (SQLException e) {
            throw new IllegalStateException("the database could not be asked", e);
        }
    }

    public <T> Optional<T> first(
            TenantId tenant, String sql, List<?> parameters, RowReader<T> reader) {
        return list(tenant, sql, parameters, reader).stream().findFirst();
    }

    /// All rows of a query for what is no tenant's; of tenants' rows it sees none.
    public <T> List<T> shared(String sql, List<?> parameters, RowReader<T> reader) {
        try {
            return reads.shared(sql, parameters, reader);
        } catch (SQLException e) {
            throw new IllegalStateException("the database could not be asked", e);
        }
    }

    /// A time that may be missing.
    public static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
