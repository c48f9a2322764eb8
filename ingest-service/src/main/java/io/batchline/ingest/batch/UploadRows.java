package io.batchline.ingest.batch;

import static java.util.Comparator.naturalOrder;

import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.TenantId;
import io.batchline.database.Sql;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/// The table `uploads`. Who changes a batch's row too changes that one first, everywhere, so that
/// nobody waits for one another.
final class UploadRows {
    private static final String COLUMNS =
            """
            upload_id, batch_id, part_of, source_length, parts, concat, state, file_name, metadata,
            length, received, chunk_size, created_at,
            greatest(expires_at, (select max(s.expires_at) from uploads s
                                   where s.part_of = uploads.part_of and s.state = 'open'))
            as expires_at\
            """;

    private UploadRows() {}

    static Upload insert(Connection connection, NewUpload upload, Instant now, Instant expires)
            throws SQLException {
        return Sql.query(
                        connection,
                        """
                        insert into uploads (upload_id, batch_id, tenant, resumable, state, file_name, metadata,
                                             length, writer, writer_seen_at, created_at, expires_at,
                                             part_of, source_length)
                        values (?, ?, ?, ?, 'open', ?, ?, ?, ?, ?, ?, ?, ?, ?)
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
                        expires,
                        upload.role() instanceof UploadRole.Part part ? part.source() : null,
                        upload.role() instanceof UploadRole.Part(UUID _, OptionalLong of)
                                        && of.isPresent()
                                ? of.getAsLong()
                                : null)
                .getFirst();
    }

    /// The upload that parts become, with the first of them as its beginning.
    static void insertJoined(
            Connection connection,
            NewJoin asked,
            JoinDecision.Join join,
            Instant now,
            Instant expires)
            throws SQLException {
        Sql.update(
                connection,
                """
                insert into uploads (upload_id, batch_id, tenant, resumable, state, file_name, metadata, length, received,
                                     writer, writer_seen_at, created_at, expires_at, parts, concat)
                values (?, ?, ?, true, 'open', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                join.source(),
                asked.batchId().value(),
                asked.tenant().value(),
                asked.fileName(),
                asked.metadata(),
                join.length(),
                join.parts().getFirst().received(),
                asked.writer(),
                now,
                join.parts().stream().map(Upload::createdAt).min(naturalOrder()).orElse(now),
                expires,
                Sql.column(connection, "uuid", asked.parts(), id -> id),
                asked.asked());
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

    /// Those that requests write at the moment.
    static Set<UUID> written(Connection connection, Array ids, Instant abandoned)
            throws SQLException {
        return Set.copyOf(
                Sql.query(
                        connection,
                        "select upload_id from uploads where upload_id = any(?) and writer_seen_at >= ?",
                        row -> row.getObject(1, UUID.class),
                        ids,
                        abandoned));
    }

    /// The open ones of a batch, of whichever kind.
    static List<OpenUpload> openOf(
            Connection connection, BatchId batch, Instant abandoned, Duration expiry)
            throws SQLException {
        return Sql.query(
                connection,
                "select "
                        + COLUMNS
                        + """
                        , uploads.expires_at as own_expiry,
                        coalesce(writer_seen_at >= ?, false) as written
                        from uploads where batch_id = ? and state = 'open'
                        """,
                row -> {
                    Upload upload = read(row);
                    return new OpenUpload(
                            upload.id(),
                            upload.role(),
                            upload.length().orElse(upload.received()),
                            row.getBoolean("written"),
                            instant(row, "own_expiry").minus(expiry));
                },
                abandoned,
                batch.value());
    }

    /// Holds every upload of a batch that is not over. Whoever changes several does it first:
    /// always in one order, so that two never wait for each other.
    static void lockOf(Connection connection, BatchId batch) throws SQLException {
        Sql.query(
                connection,
                """
                select 1 from uploads where batch_id = ? and state in ('open', 'joined')
                 order by upload_id for update
                """,
                _ -> 1,
                batch.value());
    }

    /// Ends these, and the parts of those that are made of parts.
    static void end(Connection connection, Collection<UUID> ids) throws SQLException {
        Sql.update(
                connection,
                "update uploads set state = 'ended', writer = null, writer_seen_at = null where upload_id = any(?)",
                Sql.column(connection, "uuid", List.copyOf(ids), id -> id));
        endPartsOf(connection, ids);
    }

    static void endPartsOf(Connection connection, Collection<UUID> ids) throws SQLException {
        Sql.update(
                connection,
                "update uploads set state = 'ended' where part_of = any(?) and state = 'joined'",
                Sql.column(connection, "uuid", List.copyOf(ids), id -> id));
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
                role(row),
                Upload.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("file_name"),
                row.getString("metadata"),
                number(row, "length"),
                row.getLong("received"),
                number(row, "chunk_size"),
                instant(row, "created_at"),
                instant(row, "expires_at"));
    }

    private static UploadRole role(ResultSet row) throws SQLException {
        UUID source = row.getObject("part_of", UUID.class);
        if (source != null) {
            return new UploadRole.Part(source, number(row, "source_length"));
        }
        Array parts = row.getArray("parts");
        return parts == null
                ? new UploadRole.Whole()
                : new UploadRole.Joined(
                        List.of((UUID[]) parts.getArray()), row.getString("concat"));
    }

    private static OptionalLong number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
