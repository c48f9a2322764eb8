package io.batchline.ingest.retention;

import io.batchline.database.Sql;
import io.batchline.database.Transactions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;

/// Lines of the audit log and facts of analytics that are older than their tenant keeps them.
final class AgedEntries {
    /// The least that any tenant says bounds what is looked at.
    private static final String LEAST =
            "select least(min(keep_audit_days), ?) as audit, least(min(keep_analytics_days), ?) as analytics from tenants";

    private static final String AUDIT =
            """
            delete from audit_log where entry_id in (
                select a.entry_id from audit_log a left join tenants t using (tenant)
                 where a.at <= ? and a.at <= ? - make_interval(hours => 24 * coalesce(t.keep_audit_days, ?))
                 order by a.at limit ? for update of a skip locked)
            """;

    private static final String ANALYTICS =
            """
            delete from analytics_batches where fact_id in (
                select a.fact_id from analytics_batches a left join tenants t using (tenant)
                 where a.ended_at <= ? and a.ended_at <= ? - make_interval(hours => 24 * coalesce(t.keep_analytics_days, ?))
                 order by a.ended_at limit ? for update of a skip locked)
            """;

    private final Transactions transactions;

    AgedEntries(DataSource database) {
        this.transactions = new Transactions(database);
    }

    private record Least(int audit, int analytics) {}

    /// At most so many of each; how many rows went.
    int remove(Instant now, int limit) throws SQLException {
        return transactions.run(connection -> {
            int audit = Kept.AUDIT.usualDays();
            int analytics = Kept.ANALYTICS.usualDays();
            Optional<Least> least =
                    Sql.first(
                            connection,
                            LEAST,
                            row -> new Least(row.getInt("audit"), row.getInt("analytics")),
                            audit,
                            analytics);
            Least days = least.orElseGet(() -> new Least(audit, analytics));
            return Sql.update(connection, AUDIT, before(now, days.audit()), now, audit, limit)
                    + Sql.update(
                            connection,
                            ANALYTICS,
                            before(now, days.analytics()),
                            now,
                            analytics,
                            limit);
        });
    }

    private static Instant before(Instant now, int days) {
        return now.minus(Duration.ofDays(days));
    }
}
