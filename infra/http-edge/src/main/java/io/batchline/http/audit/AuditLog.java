package io.batchline.http.audit;

import io.batchline.contract.id.TenantId;
import io.batchline.database.Sql;
import io.batchline.database.Transactions;
import io.batchline.http.audit.AuditEntry.Outcome;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The table of who did what. Lines are added and read, never changed.
public final class AuditLog {
    private final DataSource database;
    private final Transactions transactions;
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock oneWriter = new ReentrantLock();

    public AuditLog(DataSource database) {
        this.database = database;
        this.transactions = new Transactions(database);
    }

    /// A line with its place in the log.
    public record Line(long id, AuditEntry entry) {}

    /// Which lines are wanted; null takes any.
    ///
    /// @param outcomes empty for any
    /// @param before the place that the page begins before
    public record Filter(
            @Nullable String username,
            @Nullable String action,
            Set<Outcome> outcomes,
            @Nullable Instant since,
            @Nullable Long before) {}

    /// Returns when the line is in the database. Lines of requests at the same time go there in one
    /// transaction, so a thousand in a second cost a few commits.
    void write(AuditEntry entry) throws SQLException {
        var mine = new Waiting(entry);
        waiting.add(mine);
        oneWriter.lock();
        try {
            if (!mine.isWritten) {
                writeAllWaiting();
            }
        } finally {
            oneWriter.unlock();
        }
        if (mine.failure != null) {
            throw new SQLException("the audit log takes no entry", mine.failure);
        }
    }

    private void writeAllWaiting() {
        var group = new ArrayList<Waiting>();
        for (Waiting next = waiting.poll(); next != null; next = waiting.poll()) {
            group.add(next);
        }
        SQLException failure = null;
        try {
            transactions.run(connection -> insert(connection, group));
        } catch (SQLException e) {
            failure = e;
        }
        for (Waiting each : group) {
            each.failure = failure;
            each.isWritten = true;
        }
    }

    private static int insert(Connection connection, List<Waiting> group) throws SQLException {
        for (Waiting each : group) {
            AuditEntry entry = each.entry;
            Sql.update(
                    connection,
                    "insert into audit_log (at, tenant, username, credential, address, action, subject, outcome, status) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    entry.at(),
                    entry.tenant().value(),
                    entry.username(),
                    entry.credential(),
                    entry.address(),
                    entry.action(),
                    entry.subject(),
                    entry.outcome().wireId(),
                    entry.status());
        }
        return group.size();
    }

    /// The tenant's lines, newest first.
    public List<Line> page(TenantId tenant, Filter filter, int limit) throws SQLException {
        var where = new StringBuilder("tenant = ?");
        var parameters = new ArrayList<@Nullable Object>();
        parameters.add(tenant.value());
        and(where, parameters, "username = ?", filter.username());
        and(where, parameters, "action = ?", filter.action());
        and(where, parameters, "outcome = any (string_to_array(?, ','))", words(filter.outcomes()));
        and(where, parameters, "at >= ?", filter.since());
        and(where, parameters, "entry_id < ?", filter.before());
        parameters.add(limit);
        try (Connection connection = database.getConnection()) {
            return Sql.query(
                    connection,
                    "select * from audit_log where %s order by entry_id desc limit ?"
                            .formatted(where),
                    AuditLog::line,
                    parameters.toArray());
        }
    }

    private static @Nullable String words(Set<Outcome> outcomes) {
        return outcomes.isEmpty()
                ? null
                : outcomes.stream().map(Outcome::wireId).collect(Collectors.joining(","));
    }

    private static void and(
            StringBuilder where,
            List<@Nullable Object> parameters,
            String condition,
            @Nullable Object value) {
        if (value != null) {
            where.append(" and ").append(condition);
            parameters.add(value);
        }
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(
                row.getLong("entry_id"),
                new AuditEntry(
                        Objects.requireNonNull(Sql.instant(row, "at")),
                        new TenantId(row.getString("tenant")),
                        row.getString("username"),
                        row.getString("credential"),
                        row.getString("address"),
                        row.getString("action"),
                        row.getString("subject"),
                        Outcome.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT)),
                        row.getInt("status")));
    }

    /// A line on its way; its fields change under the lock only.
    private static final class Waiting {
        private final AuditEntry entry;
        private boolean isWritten;
        private @Nullable SQLException failure;

        Waiting(AuditEntry entry) {
            this.entry = entry;
        }
    }
}
