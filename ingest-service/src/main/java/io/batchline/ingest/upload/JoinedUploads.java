package io.batchline.ingest.upload;

import io.batchline.blob.BlobStore;
import io.batchline.blob.StorageFullException;
import io.batchline.contract.id.TenantId;
import io.batchline.ingest.batch.JoinDecision;
import io.batchline.ingest.batch.NewJoin;
import io.batchline.ingest.batch.Upload;
import io.batchline.ingest.batch.UploadClaims;
import io.batchline.ingest.batch.UploadEnds;
import io.batchline.ingest.publish.Publisher;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes sources of parts that came side by side.
///
/// That the parts are one is decided first, for good; then their bytes are joined, on the caller's
/// thread. Should that end early, the sweeper goes on, or whoever asks again.
public final class JoinedUploads {
    private static final Logger LOG = LoggerFactory.getLogger(JoinedUploads.class);

    private final UploadClaims claims;
    private final Finishing finishing;

    public JoinedUploads(
            BlobStore blobs,
            UploadClaims claims,
            UploadEnds ends,
            UploadWatch watch,
            Publisher publisher,
            Clock clock) {
        this.claims = claims;
        this.finishing = new Finishing(blobs, claims, ends, watch, publisher, clock);
    }

    /// Asked again by the same words it says the same.
    ///
    /// @throws IOException when the store fails
    public JoinOutcome join(NewJoin asked) throws IOException, SQLException, InterruptedException {
        return switch (claims.join(asked)) {
            case JoinDecision.Refused why -> new JoinOutcome.Refused(why);
            case JoinDecision.Join join -> finish(asked, join.source());
            case JoinDecision.JoinedAlready(Upload upload) ->
                    upload.state() == Upload.State.OPEN
                                    && claims.claim(upload.id(), asked.writer()).isPresent()
                            ? finish(asked, upload.id())
                            : standing(asked.tenant(), upload.id());
        };
    }

    private JoinOutcome finish(NewJoin asked, UUID id)
            throws IOException, SQLException, InterruptedException {
        Optional<Upload> claimed = claims.find(asked.tenant(), id);
        if (claimed.isEmpty() || claimed.get().state() != Upload.State.OPEN) {
            return new JoinOutcome.Gone();
        }
        try {
            finishing.finish(claimed.get(), asked.writer());
        } catch (StorageFullException e) {
            LOG.atError()
                    .addKeyValue("batchId", asked.batchId())
                    .setCause(e)
                    .log("storage full while parts are joined");
            claims.release(id, asked.writer());
            return new JoinOutcome.NoRoom(e.left());
        }
        return standing(asked.tenant(), id);
    }

    private JoinOutcome standing(TenantId tenant, UUID id) throws SQLException {
        return claims.find(tenant, id)
                .filter(upload ->
                        upload.state() == Upload.State.OPEN
                                || upload.state() == Upload.State.COMPLETE)
                .<JoinOutcome>map(JoinOutcome.Made::new)
                .orElseGet(JoinOutcome.Gone::new);
    }
}
