package io.batchline.ingest.upload;

import io.batchline.blob.BlobInUseException;
import io.batchline.blob.BlobStore;
import io.batchline.blob.ResumableBlob;
import io.batchline.contract.id.BlobKey;
import io.batchline.ingest.batch.Upload;
import io.batchline.ingest.batch.UploadClaims;
import io.batchline.ingest.batch.UploadEnds;
import io.batchline.ingest.batch.UploadRole;
import io.batchline.ingest.publish.Publisher;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings uploads of which every byte has come to their end, wherever whoever was at it stopped.
final class Finishing {
    private static final Logger LOG = LoggerFactory.getLogger(Finishing.class);

    private final BlobStore blobs;
    private final UploadClaims claims;
    private final UploadEnds ends;
    private final PartJoiner joiner;
    private final Completion completion;

    Finishing(
            BlobStore blobs,
            UploadClaims claims,
            UploadEnds ends,
            UploadWatch watch,
            Publisher publisher,
            Clock clock) {
        this.blobs = blobs;
        this.claims = claims;
        this.ends = ends;
        this.joiner = new PartJoiner(blobs, claims, watch, publisher, clock);
        this.completion = new Completion(claims, publisher, clock);
    }

    /// Makes the upload the source of its batch, unless the claim is lost meanwhile.
    ///
    /// @param claimed by the writer
    /// @throws io.batchline.blob.StorageFullException when parts can't be joined for want of room:
    ///   the claim is still there
    void finish(Upload claimed, UUID writer)
            throws IOException, SQLException, InterruptedException {
        long length = claimed.length().orElse(claimed.received());
        var take = new ChunkDecision.Take(length, claimed.length(), true);
        var writing = new Writing(ends.batchOf(claimed), claimed, writer, take, null, false);
        List<UUID> parts =
                claimed.role() instanceof UploadRole.Joined(List<UUID> joined, String _)
                        ? joined
                        : List.of(claimed.id());
        ResumableBlob opened;
        try {
            opened = blobs.resumable().open(parts.getFirst(), claimed.received());
        } catch (BlobInUseException _) {
            claims.release(claimed.id(), writer, claimed.received());
            return;
        } catch (NoSuchFileException e) {
            finishPlaced(writing, e);
            return;
        }
        try (ResumableBlob blob = opened) {
            if (parts.size() == 1 || joiner.join(writing, parts, blob)) {
                completion.complete(writing, blob::complete, length);
            }
        } catch (NoSuchFileException e) {
            end(writing, e);
        }
    }

    /// Its process died between placing the blob and saying so.
    private void finishPlaced(Writing writing, NoSuchFileException missing)
            throws IOException, SQLException, InterruptedException {
        BlobKey key = BlobKey.source(writing.batch().batchId());
        if (writing.upload().isWhole() && blobs.exists(key) && blobs.size(key) == writing.from()) {
            completion.complete(writing, _ -> {}, writing.from());
        } else {
            end(writing, missing);
        }
    }

    private void end(Writing writing, NoSuchFileException missing) throws SQLException {
        LOG.atError()
                .setCause(missing)
                .addKeyValue("batchId", writing.batch().batchId())
                .log("what an upload had received is not there any more: it ends");
        ends.terminate(writing.upload());
    }
}
