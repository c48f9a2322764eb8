package io.batchline.ingest.batch;

import io.batchline.database.Sql;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What is asked and written where parts become one upload, within one transaction. Their bytes are
/// joined after it, by whoever holds the claim of the new upload.
final class JoiningParts {
    private JoiningParts() {}

    static JoinDecision join(Connection connection, NewJoin asked, UploadLimits limits, Instant now)
            throws SQLException {
        Optional<UUID> awaited = lockBatch(connection, asked);
        UploadRows.lockOf(connection, asked.batchId());
        Array named = Sql.column(connection, "uuid", asked.parts(), id -> id);
        Map<UUID, Upload> known =
                UploadRows.select(
                                connection,
                                "upload_id = any(?) and tenant = ? and resumable",
                                named,
                                asked.tenant().value())
                        .stream()
                        .collect(Collectors.toMap(Upload::id, Function.identity()));
        var written = UploadRows.written(connection, named, now.minus(UploadClaims.ABANDONED));
        JoinDecision decision =
                JoinRules.decide(
                        asked, known, written, before(connection, asked, named), limits.largest());
        if (!(decision instanceof JoinDecision.Join join)) {
            return decision;
        }
        if (!awaited.equals(Optional.of(join.source()))) {
            return new JoinDecision.NotPending();
        }
        write(connection, asked, join, now, now.plus(limits.expiry()));
        return join;
    }

    /// What the batch waits for.
    private static Optional<UUID> lockBatch(Connection connection, NewJoin asked)
            throws SQLException {
        return Sql.query(
                        connection,
                        "select upload_id from batches where batch_id = ? for update",
                        row -> Optional.ofNullable(row.getObject(1, UUID.class)),
                        asked.batchId().value())
                .stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Upload> before(Connection connection, NewJoin asked, Array parts)
            throws SQLException {
        return UploadRows.select(
                        connection,
                        "batch_id = ? and parts = ? and state in ('open', 'complete')",
                        asked.batchId().value(),
                        parts)
                .stream()
                .findFirst();
    }

    private static void write(
            Connection connection,
            NewJoin asked,
            JoinDecision.Join join,
            Instant now,
            Instant expires)
            throws SQLException {
        Sql.update(
                connection,
                """
                update uploads set state = case when upload_id = any(?) then 'joined' else 'ended' end,
                                   writer = null, writer_seen_at = null
                 where part_of = ? and state = 'open'
                """,
                Sql.column(connection, "uuid", asked.parts(), id -> id),
                join.source());
        UploadRows.insertJoined(connection, asked, join, now, expires);
    }
}
