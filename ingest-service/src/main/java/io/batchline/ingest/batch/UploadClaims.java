package io.batchline.ingest.batch;

import io.batchline.contract.batch.BatchSource;
import io.batchline.contract.batch.StartMode;
import io.batchline.contract.id.BlobKey;
import io.batchline.contract.id.TenantId;
import io.batchline.database.Sql;
import io.batchline.database.Transactions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Which upload a batch takes its source from, and which request writes it: one at a time, over all
/// programs. A writer says again and again when its client last sent a byte; one that stands still
/// has lost its client or its process, and another request may take its place.
public final class UploadClaims {
    /// How long a writer may stand still before another may take its place.
    public static final Duration ABANDONED = Duration.ofSeconds(5);

    private final Transactions transactions;
    private final Clock clock;
    private final UploadLimits limits;

    public UploadClaims(DataSource database, Clock clock, UploadLimits limits) {
        this.transactions = new Transactions(database);
        this.clock = clock;
        this.limits = limits;
    }

    public UploadLimits limits() {
        return limits;
    }

    /// The upload; empty when there is none in that tenant, or not any more.
    public Optional<Upload> find(TenantId tenant, UUID id) throws SQLException {
        return transactions.run(connection -> UploadRows.find(connection, tenant, id));
    }

    /// Begins an upload of a pending batch. One of the same batch that nobody writes at the moment
    /// ends by that: its client may have lost its address.
    public Beginning begin(NewUpload upload) throws SQLException {
        Instant now = clock.instant();
        return transactions.run(
                connection -> BeginningUpload.begin(connection, upload, limits, now));
    }

    /// Makes one upload of parts that are whole, claimed by the request that asked; the others that
    /// came for the same source end.
    public JoinDecision join(NewJoin asked) throws SQLException {
        Instant now = clock.instant();
        return transactions.run(connection -> JoiningParts.join(connection, asked, limits, now));
    }

    /// Parts of a source that are there or on their way, in the order in which they began.
    public List<Upload> partsOf(UUID source) throws SQLException {
        return transactions.run(connection ->
                UploadRows.select(
                        connection,
                        "part_of = ? and state in ('open', 'joined') order by created_at",
                        source));
    }

    /// The upload as this writer's own, unless another writes it or it has ended.
    public Optional<Upload> claim(UUID upload, UUID writer) throws SQLException {
        Instant now = clock.instant();
        return transactions.run(connection ->
                UploadRows.claim(connection, upload, writer, now, now.minus(ABANDONED)));
    }

    /// When bytes of these writers' clients last came.
    ///
    /// @return those whose claim holds; the others' batches were cancelled, or others write there
    public Set<UUID> renew(Map<UUID, Instant> seen) throws SQLException {
        Object[] writers = seen.keySet().toArray();
        Object[] times = seen.values().stream().map(at -> at.atOffset(ZoneOffset.UTC)).toArray();
        return transactions.run(connection ->
                Set.copyOf(
                        Sql.query(
                                connection,
                                """
                                with s as (select * from unnest(?::uuid[], ?::timestamptz[]) as t (writer, seen)),
                                     held as (select u.upload_id, s.writer, s.seen from uploads u join s using (writer)
                                               order by u.upload_id for update of u)
                                update uploads u set writer_seen_at = held.seen
                                  from held where u.upload_id = held.upload_id and u.writer = held.writer
                                returning u.writer
                                """,
                                row -> row.getObject(1, UUID.class),
                                connection.createArrayOf("uuid", writers),
                                connection.createArrayOf("timestamptz", times))));
    }

    /// What the first chunk tells: the length when it was left open, and how large chunks are.
    ///
    /// @return the upload with it
    public Upload describe(Upload upload, UUID writer, OptionalLong length, OptionalLong chunkSize)
            throws SQLException {
        Upload described =
                upload.described(
                        upload.length().isPresent() ? upload.length() : length,
                        upload.chunkSize().isPresent() ? upload.chunkSize() : chunkSize);
        if (!described.equals(upload)) {
            transactions.run(connection ->
                    Sql.update(
                            connection,
                            "update uploads set length = ?::bigint, chunk_size = ?::bigint where upload_id = ? and writer = ?",
                            orNull(described.length()),
                            orNull(described.chunkSize()),
                            upload.id(),
                            writer));
        }
        return described;
    }

    /// So many bytes are on disk; false when the claim is gone.
    public boolean advance(UUID upload, UUID writer, long received) throws SQLException {
        return transactions.run(connection ->
                Sql.update(
                                connection,
                                "update uploads set received = ?, expires_at = ? where upload_id = ? and writer = ?",
                                received,
                                expiry(),
                                upload,
                                writer)
                        == 1);
    }

    /// The writer stops, and so many bytes are on disk; false when the claim was gone.
    public boolean release(UUID upload, UUID writer, long received) throws SQLException {
        return transactions.run(connection ->
                Sql.update(
                                connection,
                                """
                                update uploads set received = ?, expires_at = ?, writer = null, writer_seen_at = null
                                 where upload_id = ? and writer = ?
                                """,
                                received,
                                expiry(),
                                upload,
                                writer)
                        == 1);
    }

    /// The writer stops, with what it had noted.
    public void release(UUID upload, UUID writer) throws SQLException {
        transactions.run(connection ->
                Sql.update(
                        connection,
                        "update uploads set writer = null, writer_seen_at = null where upload_id = ? and writer = ?",
                        upload,
                        writer));
    }

    /// Makes the upload the source of its batch; false, and nothing happened, when its claim is
    /// gone.
    ///
    /// @param placing makes its bytes the blob of the source, while nobody else can for this batch
    public boolean complete(
            Upload upload, UUID writer, BatchSource source, StartMode start, Placing placing)
            throws SQLException, IOException {
        try {
            Instant now = clock.instant();
            return transactions.run(connection ->
                    CompletingUpload.complete(
                            connection, upload, writer, source, start, placing, now));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /// Uploads that are whole, or whose parts are, and that nobody has made the source of their
    /// batch: whoever was about to has died.
    public List<Upload> whole() throws SQLException {
        Instant abandoned = clock.instant().minus(ABANDONED);
        return transactions.run(connection ->
                UploadRows.select(
                        connection,
                        """
                        state = 'open' and resumable and part_of is null
                        and (received = length or parts is not null)
                        and (writer is null and created_at < ? or writer_seen_at < ?)
                        """,
                        abandoned,
                        abandoned));
    }

    /// Bytes that the tenant may still have beside what this upload's batch has.
    public long left(TenantId tenant, Upload upload) throws SQLException {
        return transactions.run(connection ->
                Math.max(
                        0,
                        limits.perTenant()
                                - UploadRows.taken(connection, tenant, upload.batchId()).bytes()));
    }

    /// Makes an upload's bytes the blob of a source.
    @FunctionalInterface
    public interface Placing {
        void place(BlobKey key) throws IOException;
    }

    private static @Nullable Long orNull(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }

    private Instant expiry() {
        return clock.instant().plus(limits.expiry());
    }
}
