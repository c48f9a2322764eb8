package io.batchline.http.audit;

import io.batchline.database.Sql;
import io.batchline.database.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The table of who did what, as it is written: lines are added, never changed.
public final class AuditLog {
    private final Transactions transactions;
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock oneWriter = new ReentrantLock();

    public AuditLog(DataSource database) {
        this.transactions = new Transactions(database);
    }

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
