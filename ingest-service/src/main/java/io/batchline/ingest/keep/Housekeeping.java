package io.batchline.ingest.keep;

import io.batchline.blob.BlobStore;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.BlobKey;
import io.batchline.ingest.batch.Leftovers;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Removes the files of deleted batches, at once when told of one, and every minute what an earlier
/// process left; and now and then what is too old. On a thread of its own.
public final class Housekeeping implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    private static final Duration LOOK_EVERY = Duration.ofMinutes(1);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

    private final Leftovers leftovers;
    private final BlobStore blobs;
    private final Semaphore news = new Semaphore(0);
    private final Thread thread;

    private Housekeeping(Leftovers leftovers, BlobStore blobs) {
        this.leftovers = leftovers;
        this.blobs = blobs;
        this.thread = Thread.ofVirtual().name("housekeeping").unstarted(this::run);
    }

    public static Housekeeping start(Leftovers leftovers, BlobStore blobs) {
        var keeping = new Housekeeping(leftovers, blobs);
        keeping.thread.start();
        return keeping;
    }

    /// A batch was deleted.
    public void wake() {
        news.release();
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(CLOSE_WITHIN);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (true) {
                look();
                if (news.tryAcquire(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                    news.drainPermits();
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            removeFiles();
            leftovers.forgetOld();
        } catch (IOException | SQLException | RuntimeException e) {
            // The rim of the loop: what is left is looked for again.
            LOG.atError().setCause(e).log("leftovers could not be removed");
        }
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
