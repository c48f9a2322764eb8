package io.batchline.ingest.retention;

import io.batchline.contract.id.TenantId;
import io.batchline.database.Sql;
import io.batchline.database.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/// What tenants say of how long their things are kept.
public final class TenantKeeping {
    private final Transactions transactions;
    private final Clock clock;

    public TenantKeeping(DataSource database, Clock clock) {
        this.transactions = new Transactions(database);
        this.clock = clock;
    }

    /// The tenant's days; empty where there is no row of it.
    public Optional<KeepDays> of(TenantId tenant) throws SQLException {
        return transactions.run(connection -> find(connection, tenant));
    }

    /// Changes some of them; an empty one is again what the installation has.
    ///
    /// @param by who is noted to have made the row of a tenant that had none
    public KeepDays change(TenantId tenant, Map<Kept, Optional<Integer>> changes, String by)
            throws SQLException {
        return transactions.run(connection -> {
            if (changes.isEmpty()) {
                return find(connection, tenant).orElse(KeepDays.USUAL);
            }
            Sql.update(
                    connection,
                    "insert into tenants (tenant, created_by, created_at) values (?, ?, ?) on conflict do nothing",
                    tenant.value(),
                    by,
                    clock.instant());
            for (var change : changes.entrySet()) {
                Sql.update(
                        connection,
                        "update tenants set %s = ? where tenant = ?"
                                .formatted(change.getKey().field()),
                        change.getValue().orElse(null),
                        tenant.value());
            }
            return find(connection, tenant).orElse(KeepDays.USUAL);
        });
    }

    private static Optional<KeepDays> find(Connection connection, TenantId tenant)
            throws SQLException {
        return Sql.first(
                connection,
                "select %s from tenants t where tenant = ?".formatted(KeepDays.COLUMNS),
                KeepDays::of,
                tenant.value());
    }
}
