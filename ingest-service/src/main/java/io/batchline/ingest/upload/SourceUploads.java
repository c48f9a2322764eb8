package io.batchline.ingest.upload;

import io.batchline.blob.BlobStore;
import io.batchline.blob.StorageFullException;
import io.batchline.contract.batch.BatchDefinition;
import io.batchline.contract.batch.BatchSource;
import io.batchline.contract.id.BlobKey;
import io.batchline.ingest.batch.UploadClaims;
import io.batchline.ingest.publish.Publisher;
import io.batchline.ingest.publish.UploadProgress;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.time.Clock;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes sources into the blob store.
///
/// Whatever ends an upload early (the client, the limit, a cancel, a full disk) leaves the batch as
/// it was before, with nothing half stored.
public final class SourceUploads {
    private static final Logger LOG = LoggerFactory.getLogger(SourceUploads.class);

    private final BlobStore blobs;
    private final UploadClaims claims;
    private final UploadWatch watch;
    private final Publisher publisher;
    private final Clock clock;
    private final long largest;

    /// @param largest bytes that a source may have
    public SourceUploads(
            BlobStore blobs,
            UploadClaims claims,
            UploadWatch watch,
            Publisher publisher,
            Clock clock,
            long largest) {
        this.blobs = blobs;
        this.claims = claims;
        this.watch = watch;
        this.publisher = publisher;
        this.clock = clock;
        this.largest = largest;
    }

    /// Bytes that a source may have.
    public long largest() {
        return largest;
    }

    /// Takes all of the stream, on the caller's thread.
    ///
    /// @throws IOException when the stream or the store fails; the batch is pending again
    public UploadOutcome take(BatchDefinition batch, Incoming incoming)
            throws IOException, SQLException, InterruptedException {
        UUID upload = UUID.randomUUID();
        if (!claims.begin(batch.batchId(), upload)) {
            return new UploadOutcome.NotPending();
        }
        var progress = new UploadProgress(publisher, clock, batch, incoming.size());
        var counted = new CountedSource(largest, progress, watch.begin(upload));
        boolean settled = false;
        try {
            progress.started();
            UploadOutcome outcome = store(batch, incoming, counted, upload, progress);
            settled = true;
            return outcome;
        } catch (CountedSource.TooLarge _) {
            return new UploadOutcome.TooLarge(largest);
        } catch (StorageFullException e) {
            LOG.atError().addKeyValue("batchId", batch.batchId()).setCause(e).log("storage full");
            return new UploadOutcome.NoRoom(e.left());
        } catch (CountedSource.ClaimLost _) {
            settled = true;
            return new UploadOutcome.Cancelled();
        } finally {
            watch.end(upload);
            if (!settled) {
                abort(batch, upload, counted.bytes(), progress);
            }
        }
    }

    private UploadOutcome store(
            BatchDefinition batch,
            Incoming incoming,
            CountedSource counted,
            UUID upload,
            UploadProgress progress)
            throws IOException, SQLException, InterruptedException {
        BlobKey key = BlobKey.source(batch.batchId());
        InputStream bytes = incoming.bytes();
        long size = blobs.put(key, out -> counted.copy(bytes, out));
        progress.finished(size);
        var source = new BatchSource(key, incoming.fileName(), size);
        if (!claims.complete(batch.batchId(), upload, source, batch.start())) {
            blobs.delete(key);
            return new UploadOutcome.Cancelled();
        }
        LOG.atInfo()
                .addKeyValue("batchId", batch.batchId())
                .addKeyValue("bytes", size)
                .log("source stored");
        return new UploadOutcome.Stored(source);
    }

    private void abort(BatchDefinition batch, UUID upload, long bytes, UploadProgress progress)
            throws SQLException {
        LOG.atInfo()
                .addKeyValue("batchId", batch.batchId())
                .addKeyValue("bytes", bytes)
                .log("upload broke off");
        progress.aborted(bytes, "the source did not come whole: send it again");
        claims.abort(batch.batchId(), upload);
    }
}
