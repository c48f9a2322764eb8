package io.batchline.ingest.upload;

import io.batchline.blob.BlobStore;
import io.batchline.contract.batch.BatchDefinition;
import io.batchline.ingest.batch.Beginning;
import io.batchline.ingest.batch.NewUpload;
import io.batchline.ingest.batch.Upload;
import io.batchline.ingest.batch.UploadClaims;
import io.batchline.ingest.batch.UploadEnds;
import io.batchline.ingest.batch.UploadRole;
import io.batchline.ingest.publish.Publisher;
import io.batchline.ingest.publish.UploadProgress;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes sources that come in one request: uploads of one chunk.
///
/// Whatever ends one early (the client, the limit, a cancel, a full disk) leaves the batch as it
/// was before, with nothing half stored.
public final class SourceUploads {
    private static final Logger LOG = LoggerFactory.getLogger(SourceUploads.class);

    private final BlobStore blobs;
    private final UploadClaims claims;
    private final UploadEnds ends;
    private final ChunkWriter writer;

    public SourceUploads(
            BlobStore blobs,
            UploadClaims claims,
            UploadEnds ends,
            UploadWatch watch,
            Publisher publisher,
            Clock clock) {
        this.blobs = blobs;
        this.claims = claims;
        this.ends = ends;
        this.writer = new ChunkWriter(blobs, claims, watch, publisher, clock);
    }

    /// Takes all of the stream, on the caller's thread.
    ///
    /// @param fileName for people
    /// @param size bytes, when the client said it
    /// @throws IOException when the stream or the store fails; the batch is pending again
    public UploadOutcome take(
            BatchDefinition batch, String fileName, OptionalLong size, Incoming incoming)
            throws IOException, SQLException, InterruptedException {
        long largest = claims.limits().largest();
        if (size.orElse(0) > largest) {
            return new UploadOutcome.TooLarge(largest);
        }
        long room = blobs.resumable().room();
        if (size.orElse(0) > room) {
            return new UploadOutcome.NoRoom(room);
        }
        UUID id = UUID.randomUUID();
        var asked =
                new NewUpload(
                        id,
                        batch.batchId(),
                        batch.tenant(),
                        new UploadRole.Whole(),
                        fileName,
                        null,
                        size,
                        id);
        return switch (claims.begin(asked)) {
            case Beginning.Begun(Upload upload, long most, boolean _) ->
                    take(
                            new Writing(
                                    batch,
                                    upload,
                                    id,
                                    new ChunkDecision.Take(most, size, false),
                                    null,
                                    true),
                            incoming);
            case Beginning.NotPending(), Beginning.Busy() -> new UploadOutcome.NotPending();
            case Beginning.TooMany(int limit) -> new UploadOutcome.TooMany(limit);
            case Beginning.TenantFull(long limit, long left) ->
                    new UploadOutcome.TenantFull(limit, left);
            case Beginning.TooManyParts _, Beginning.PartsTooLarge _ ->
                    throw new IllegalStateException("not of a source in one request");
        };
    }

    private UploadOutcome take(Writing writing, Incoming incoming)
            throws IOException, SQLException, InterruptedException {
        UploadProgress progress = writer.progress(writing);
        boolean stored = false;
        try {
            progress.started();
            blobs.resumable().begin(writing.upload().id());
            Optional<ChunkOutcome> outcome = writer.write(writing, progress, incoming);
            stored = outcome.isEmpty() || outcome.get() instanceof ChunkOutcome.Complete;
            return outcome.map(SourceUploads::outcome).orElseGet(UploadOutcome.Cancelled::new);
        } finally {
            if (!stored) {
                abort(writing, progress);
            }
        }
    }

    private static UploadOutcome outcome(ChunkOutcome outcome) {
        return switch (outcome) {
            case ChunkOutcome.Complete _ -> new UploadOutcome.Stored();
            case ChunkOutcome.TooLarge(long limit) -> new UploadOutcome.TooLarge(limit);
            case ChunkOutcome.NoRoom(long left) -> new UploadOutcome.NoRoom(left);
            case ChunkOutcome.TenantFull(long limit, long left) ->
                    new UploadOutcome.TenantFull(limit, left);
            case ChunkOutcome.Busy _, ChunkOutcome.Gone _ -> new UploadOutcome.Cancelled();
            case ChunkOutcome.Taken _,
                    ChunkOutcome.WrongOffset _,
                    ChunkOutcome.OtherLength _,
                    ChunkOutcome.ChecksumMismatch _ ->
                    throw new IllegalStateException("not of a source in one request: " + outcome);
        };
    }

    private void abort(Writing writing, UploadProgress progress) throws SQLException {
        LOG.atInfo().addKeyValue("batchId", writing.batch().batchId()).log("upload broke off");
        progress.aborted("the source did not come whole: send it again");
        ends.abort(writing.upload(), writing.writer());
    }
}
