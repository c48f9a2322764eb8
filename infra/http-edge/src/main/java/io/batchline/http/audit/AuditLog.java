package io.batchline.http.audit;

import io.batchline.database.GroupedWrites;
import io.batchline.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/// The table of who did what, as it is written: lines are added, never changed.
public final class AuditLog {
    private final GroupedWrites<AuditEntry> lines;

    public AuditLog(DataSource database) {
        this.lines = new GroupedWrites<>(database, AuditLog::insert);
    }

    /// Returns when the line is in the database. Lines of requests at the same time go there
    /// together, so a thousand in a second cost some commits.
    void write(AuditEntry entry) throws SQLException {
        lines.write(entry);
    }

    private static void insert(Connection connection, List<AuditEntry> group) throws SQLException {
        Sql.update(
                connection,
                """
                insert into audit_log (at, tenant, username, credential, address, action, subject, outcome, status)
                select * from unnest(?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[],
                                     ?::text[], ?::text[], ?::text[], ?::integer[])
                """,
                Sql.column(connection, "timestamptz", group, AuditEntry::at),
                Sql.column(connection, "text", group, entry -> entry.tenant().value()),
                Sql.column(connection, "text", group, AuditEntry::username),
                Sql.column(connection, "text", group, AuditEntry::credential),
                Sql.column(connection, "text", group, AuditEntry::address),
                Sql.column(connection, "text", group, AuditEntry::action),
                Sql.column(connection, "text", group, AuditEntry::subject),
                Sql.column(connection, "text", group, entry -> entry.outcome().wireId()),
                Sql.column(connection, "integer", group, AuditEntry::status));
    }
}
