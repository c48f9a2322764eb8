package io.batchline.ingest.retention;

import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.BlobKey;
import io.batchline.contract.id.TenantId;
import io.batchline.database.Sql;
import io.batchline.database.Transactions;
import io.batchline.ingest.batch.GivenItems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Batches that ended long ago, with their row locked while something of them is removed: a retry
/// that comes meanwhile waits, and then finds what is left.
final class AgedBatches {
    private static final String OVER =
            "s.status in ('completed', 'failed', 'cancelled') and b.requested_generation <= s.generation";

    /// Items that were given and never stored as a source are one too.
    private static final String HAS_SOURCE =
            "(b.source is not null or exists (select from given_items g where g.batch_id = b.batch_id and g.data is not null))";

    /// By the same reckoning as [Due], so that what is not due is not looked at one by one. Hours,
    /// since a day of the database's may have 23.
    private static final String MAYBE_DUE =
            """
            select b.tenant, b.batch_id, s.completed_at
              from batches b join batch_states s using (batch_id) left join tenants t using (tenant)
             where %s and s.completed_at <= ? and (s.completed_at, b.batch_id) > (?, ?)
               and (s.completed_at <= ? - make_interval(hours => 24 * coalesce(t.keep_history_days, ?))
                    or (%s
                        and s.completed_at <= ? - make_interval(hours => 24 * coalesce(t.keep_sources_days, ?)))
                    or (b.results_removed_at is null
                        and s.completed_at <= ? - make_interval(hours => 24 * coalesce(t.keep_results_days, ?))))
             order by s.completed_at, b.batch_id limit ?
            """
                    .formatted(OVER, HAS_SOURCE);

    /// Another replica's round passes by what this one holds.
    private static final String LOCK =
            """
            select %s, b.source ->> 'blob' as source, %s as has_source, b.results_removed_at is null as has_results,
                   s.generation, s.completed_at, (%s) as over
              from batches b join batch_states s using (batch_id) left join tenants t using (tenant)
             where b.batch_id = ? and s.completed_at is not null for update of b skip locked
            """
                    .formatted(KeepDays.COLUMNS, HAS_SOURCE, OVER);

    private final Transactions transactions;

    AgedBatches(DataSource database) {
        this.transactions = new Transactions(database);
    }

    /// A batch's place in the order of their ends.
    record Place(Instant endedAt, String batch) {
        static final Place FIRST = new Place(Instant.EPOCH, "");
    }

    record Aged(TenantId tenant, BatchId batch, Instant endedAt) {
        Place place() {
            return new Place(endedAt, batch.value());
        }
    }

    /// Removes files of a batch; again is harmless.
    interface Files {
        void remove(BlobKey source) throws IOException;

        void removeResults(BatchId batch, int generations) throws IOException;
    }

    /// Those that ended first come first.
    ///
    /// @param after the last that was looked at
    List<Aged> maybeDue(Instant now, Place after, int limit) throws SQLException {
        return transactions.run(connection ->
                Sql.query(
                        connection,
                        MAYBE_DUE,
                        row ->
                                new Aged(
                                        new TenantId(row.getString("tenant")),
                                        new BatchId(row.getString("batch_id")),
                                        Objects.requireNonNull(Sql.instant(row, "completed_at"))),
                        now,
                        after.endedAt(),
                        after.batch(),
                        now,
                        Kept.HISTORY.usualDays(),
                        now,
                        Kept.SOURCES.usualDays(),
                        now,
                        Kept.RESULTS.usualDays(),
                        limit));
    }

    private record Locked(
            KeepDays days,
            @Nullable BlobKey source,
            boolean hasSource,
            boolean hasResults,
            int generation,
            Instant endedAt,
            boolean over) {
        static Locked of(ResultSet row) throws SQLException {
            String source = row.getString("source");
            return new Locked(
                    KeepDays.of(row),
                    source == null ? null : new BlobKey(source),
                    row.getBoolean("has_source"),
                    row.getBoolean("has_results"),
                    row.getInt("generation"),
                    Objects.requireNonNull(Sql.instant(row, "completed_at")),
                    row.getBoolean("over"));
        }

        Set<Kept> due(Instant now) {
            return Due.of(now, endedAt, days, new Due.Standing(over, hasSource, hasResults));
        }
    }

    /// Removes the source and the results that are due, files first: when the process dies between,
    /// the row still tells the next round what to do.
    ///
    /// @return what was due; HISTORY is left to the caller
    /// @throws UncheckedIOException when files can't be removed: all rows are as they were
    Set<Kept> remove(BatchId batch, Instant now, Files files) throws SQLException {
        return transactions.run(connection -> {
            Optional<Locked> found = Sql.first(connection, LOCK, Locked::of, batch.value());
            if (found.isEmpty()) {
                return EnumSet.noneOf(Kept.class);
            }
            Locked locked = found.get();
            Set<Kept> due = locked.due(now);
            try {
                if (due.contains(Kept.SOURCES)) {
                    if (locked.source() != null) {
                        files.remove(locked.source());
                    }
                    removeSource(connection, batch, now, locked.days().of(Kept.SOURCES));
                }
                if (due.contains(Kept.RESULTS)) {
                    files.removeResults(batch, locked.generation());
                    removeResults(connection, batch, now, locked.days().of(Kept.RESULTS));
                }
            } catch (IOException e) {
                throw new UncheckedIOException("files of batch %s stay".formatted(batch), e);
            }
            return due;
        });
    }

    /// The tenant's quota counts `batches.source`.
    private static void removeSource(Connection connection, BatchId batch, Instant now, int days)
            throws SQLException {
        Sql.update(connection, "delete from item_data where batch_id = ?", batch.value());
        GivenItems.forgetData(connection, batch);
        Sql.update(
                connection,
                """
                update batches set source = null, source_removed_at = ?, source_kept_days = ?
                 where batch_id = ?
                """,
                now,
                days,
                batch.value());
    }

    /// Each item stays, with what became of it. `loads` stays, too: how many rows there were.
    private static void removeResults(Connection connection, BatchId batch, Instant now, int days)
            throws SQLException {
        for (String table : List.of("results", "review_fields", "review_decisions")) {
            Sql.update(
                    connection,
                    "delete from %s where batch_id = ?".formatted(table),
                    batch.value());
        }
        Sql.update(
                connection,
                """
                update items set result = null, result_blob = null
                 where batch_id = ? and (result is not null or result_blob is not null)
                """,
                batch.value());
        Sql.update(
                connection,
                "update batches set results_removed_at = ?, results_kept_days = ? where batch_id = ?",
                now,
                days,
                batch.value());
    }
}
