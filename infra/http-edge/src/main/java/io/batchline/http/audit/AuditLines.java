package io.batchline.http.audit;

import io.batchline.contract.id.TenantId;
import io.batchline.database.Sql;
import io.batchline.database.TenantReads;
import io.batchline.http.audit.AuditEntry.Outcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The table of who did what, as a tenant reads it.
public final class AuditLines {
    private final TenantReads reads;

    public AuditLines(TenantReads reads) {
        this.reads = reads;
    }

    /// A line with its place in the log.
    public record Line(long id, AuditEntry entry) {}

    /// Which lines are wanted; null takes any.
    ///
    /// @param outcomes empty for any
    /// @param subjects paths: what was done to one of them or to what lies below it; empty for any
    /// @param before the place that the page begins before
    public record Filter(
            @Nullable String username,
            @Nullable String action,
            Set<Outcome> outcomes,
            Set<String> subjects,
            @Nullable Instant since,
            @Nullable Long before) {}

    /// The tenant's lines, newest first.
    public List<Line> page(TenantId tenant, Filter filter, int limit) throws SQLException {
        var where = new StringBuilder("tenant = ?");
        var parameters = new ArrayList<@Nullable Object>();
        parameters.add(tenant.value());
        and(where, parameters, "username = ?", filter.username());
        and(where, parameters, "action = ?", filter.action());
        and(where, parameters, "outcome = any (string_to_array(?, ','))", words(filter.outcomes()));
        and(
                where,
                parameters,
                """
                exists (select from unnest(string_to_array(?, ' ')) path
                         where subject = path or starts_with(subject, path || '/'))\
                """,
                filter.subjects().isEmpty() ? null : String.join(" ", filter.subjects()));
        and(where, parameters, "at >= ?", filter.since());
        and(where, parameters, "entry_id < ?", filter.before());
        parameters.add(limit);
        return reads.list(
                tenant.value(),
                "select * from audit_log where %s order by entry_id desc limit ?".formatted(where),
                parameters,
                AuditLines::line);
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
}
