package io.batchline.ingest.keep;

import io.batchline.blob.BlobStore;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.BlobKey;
import io.batchline.ingest.batch.Leftovers;
import io.batchline.ingest.rounds.Rounds;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Removes the files of deleted batches, at once when told of one, and every minute what an earlier
/// process left; and now and then what is too old. On a thread of its own.
public final class Housekeeping implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    private static final Duration LOOK_EVERY = Duration.ofMinutes(1);

    private final Leftovers leftovers;
    private final BlobStore blobs;
    private final Rounds rounds;

    private Housekeeping(Leftovers leftovers, BlobStore blobs) {
        this.leftovers = leftovers;
        this.blobs = blobs;
        this.rounds = Rounds.start("housekeeping", LOOK_EVERY, this::look);
    }

    public static Housekeeping start(Leftovers leftovers, BlobStore blobs) {
        return new Housekeeping(leftovers, blobs);
    }

    /// A batch was deleted.
    public void wake() {
        rounds.wake();
    }

    @Override
    public void close() {
        rounds.close();
    }

    private void look() throws IOException, SQLException {
        removeFiles();
        leftovers.forgetOld();
    }

    private void removeFiles() throws IOException, SQLException {
        List<BatchId> some = leftovers.withFiles();
        while (!some.isEmpty()) {
            for (BatchId batch : some) {
                int files = blobs.deleteAll(BlobKey.all(batch));
                leftovers.filesAreGone(batch);
                LOG.atInfo()
                        .addKeyValue("batchId", batch)
                        .addKeyValue("files", files)
                        .log("files of a deleted batch removed");
            }
            some = leftovers.withFiles();
        }
    }
}
