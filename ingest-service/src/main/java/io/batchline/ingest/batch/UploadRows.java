package io.batchline.ingest.batch;

import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.TenantId;
import io.batchline.database.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/// The table `uploads`. Who changes a batch's row too changes that one first, everywhere, so that
/// nobody waits for one another.
final class UploadRows {
    private static final String COLUMNS =
            """
            upload_id, batch_id, state, file_name, metadata, length, received, chunk_size,
            created_at, expires_at\
            """;

    private UploadRows() {}

    static Upload insert(Connection connection, NewUpload upload, Instant now, Instant expires)
            throws SQLException {
        return Sql.query(
                        connection,
                        """
                        insert into uploads (upload_id, batch_id, tenant, resumable, state, file_name, metadata,
                                             length, writer, writer_seen_at, created_at, expires_at)
                        values (?, ?, ?, ?, 'open', ?, ?, ?, ?, ?, ?, ?)
                        returning \
                        """
                                + COLUMNS,
                        UploadRows::read,
                        upload.id(),
                        upload.batchId().value(),
                        upload.tenant().value(),
                        upload.writer() == null,
                        upload.fileName(),
                        upload.metadata(),
                        upload.length().isPresent() ? upload.length().getAsLong() : null,
                        upload.writer(),
                        upload.writer() == null ? null : now,
                        now,
                        expires)
                .getFirst();
    }

    static Optional<Upload> find(Connection connection, TenantId tenant, UUID id)
            throws SQLException {
        return Sql.query(
                        connection,
                        "select "
                                + COLUMNS
                                + " from uploads where upload_id = ? and tenant = ? and resumable",
                        UploadRows::read,
                        id,
                        tenant.value())
                .stream()
                .findFirst();
    }

    /// The upload, when nobody writes it, as the writer's own from now on.
    static Optional<Upload> claim(
            Connection connection, UUID id, UUID writer, Instant now, Instant abandoned)
            throws SQLException {
        return Sql.query(
                        connection,
                        """
                        update uploads set writer = ?, writer_seen_at = ?
                         where upload_id = ? and state = 'open'
                           and (writer is null or writer_seen_at < ?)
                        returning \
                        """
                                + COLUMNS,
                        UploadRows::read,
                        writer,
                        now,
                        id,
                        abandoned)
                .stream()
                .findFirst();
    }

    static boolean isWritten(Connection connection, UUID id, Instant abandoned)
            throws SQLException {
        return !Sql.query(
                        connection,
                        "select 1 from uploads where upload_id = ? and writer_seen_at >= ?",
                        _ -> 1,
                        id,
                        abandoned)
                .isEmpty();
    }

    static List<Upload> select(Connection connection, String where, Object... parameters)
            throws SQLException {
        return Sql.query(
                connection,
                "select " + COLUMNS + " from uploads where " + where + " limit 100",
                UploadRows::read,
                parameters);
    }

    /// What the tenant has beside this batch.
    static Taken taken(Connection connection, TenantId tenant, BatchId beside) throws SQLException {
        return Sql.query(
                        connection,
                        """
                        select u.count, u.bytes + s.bytes
                          from (select count(*) as count,
                                       coalesce(sum(coalesce(length, received)), 0) as bytes
                                  from uploads where tenant = ? and state = 'open' and batch_id <> ?) u,
                               (select coalesce(sum(source_bytes), 0) as bytes
                                  from batches
                                 where tenant = ? and source_bytes is not null and batch_id <> ?) s
                        """,
                        row -> new Taken(row.getInt(1), row.getLong(2)),
                        tenant.value(),
                        beside.value(),
                        tenant.value(),
                        beside.value())
                .getFirst();
    }

    /// @param unfinished uploads
    /// @param bytes of those and of stored sources
    record Taken(int unfinished, long bytes) {}

    private static Upload read(ResultSet row) throws SQLException {
        return new Upload(
                row.getObject("upload_id", UUID.class),
                new BatchId(row.getString("batch_id")),
                Upload.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("file_name"),
                row.getString("metadata"),
                number(row, "length"),
                row.getLong("received"),
                number(row, "chunk_size"),
                instant(row, "created_at"),
                instant(row, "expires_at"));
    }

    private static OptionalLong number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
