package io.batchline.ingest.batch;

import io.batchline.contract.batch.BatchDefinition;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.TenantId;
import io.batchline.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/// The table `idempotency_keys`, within a transaction.
final class IdempotencyKeys {
    /// A key is free again after that.
    static final Duration KEPT = Duration.ofDays(1);

    private IdempotencyKeys() {}

    /// Waits for a request with the same key that is under way; false when that one, or one of the
    /// last day, has it.
    static boolean claim(
            Connection connection, BatchDefinition definition, IdempotencyKey key, String answer)
            throws SQLException {
        Instant now = definition.createdAt();
        return Sql.update(
                        connection,
                        """
                        insert into idempotency_keys as old (tenant, key, body_hash, batch_id, answer, created_at)
                        values (?, ?, ?, ?, ?, ?)
                        on conflict (tenant, key) do update set
                            body_hash = excluded.body_hash,
                            batch_id = excluded.batch_id,
                            answer = excluded.answer,
                            created_at = excluded.created_at
                        where old.created_at < ?
                        """,
                        definition.tenant().value(),
                        key.key(),
                        key.bodyHash(),
                        definition.batchId().value(),
                        answer,
                        now,
                        now.minus(KEPT))
                == 1;
    }

    /// What the first request with the key came to.
    static Creation first(Connection connection, TenantId tenant, IdempotencyKey key)
            throws SQLException {
        return Sql.query(
                        connection,
                        "select body_hash, batch_id, answer from idempotency_keys where tenant = ? and key = ?",
                        row ->
                                row.getString(1).equals(key.bodyHash())
                                        ? new Creation.Before(
                                                new BatchId(row.getString(2)), row.getString(3))
                                        : new Creation.KeyTaken(),
                        tenant.value(),
                        key.key())
                .getFirst();
    }

    static int forgetBefore(Connection connection, Instant before) throws SQLException {
        return Sql.update(connection, "delete from idempotency_keys where created_at < ?", before);
    }
}
