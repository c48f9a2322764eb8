package io.batchline.ingest.upload;

import io.batchline.contract.batch.BatchSource;
import io.batchline.contract.id.BlobKey;
import io.batchline.ingest.batch.UploadClaims;
import io.batchline.ingest.batch.UploadRole;
import io.batchline.ingest.publish.Publisher;
import io.batchline.ingest.publish.UploadProgress;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes a whole upload the source of its batch.
final class Completion {
    private static final Logger LOG = LoggerFactory.getLogger(Completion.class);

    private final UploadClaims claims;
    private final Publisher publisher;
    private final Clock clock;

    Completion(UploadClaims claims, Publisher publisher, Clock clock) {
        this.claims = claims;
        this.publisher = publisher;
        this.clock = clock;
    }

    /// Whether the claim was still there.
    boolean complete(Writing writing, UploadClaims.Placing placing, long size)
            throws IOException, SQLException, InterruptedException {
        // From here on anyone can bring it to its end, should this process die.
        if (!claims.advance(writing.upload().id(), writing.writer(), size)) {
            return false;
        }
        tell(writing, size);
        BlobKey key = BlobKey.source(writing.batch().batchId());
        var source = new BatchSource(key, writing.upload().fileName(), size);
        boolean completed =
                claims.complete(
                        writing.upload(),
                        writing.writer(),
                        source,
                        writing.batch().start(),
                        placing);
        if (completed) {
            LOG.atInfo()
                    .addKeyValue("batchId", writing.batch().batchId())
                    .addKeyValue("bytes", size)
                    .log("source stored");
        }
        return completed;
    }

    private void tell(Writing writing, long size) throws InterruptedException {
        var progress =
                new UploadProgress(
                        publisher,
                        clock,
                        writing.batch(),
                        OptionalLong.of(size),
                        writing.upload().createdAt(),
                        writing.from());
        if (writing.isWhole() || writing.upload().role() instanceof UploadRole.Joined) {
            progress.finished(size);
        } else {
            progress.lastChunk(size, writing.upload().chunkSize());
        }
    }
}
